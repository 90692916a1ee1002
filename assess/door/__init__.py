"""The door: words become calls. Only what is in here, and cli.py, prints."""
