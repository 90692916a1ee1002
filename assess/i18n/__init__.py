"""The words of the product in both languages, and the one place that rounds."""
