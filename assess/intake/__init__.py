"""The wing in: files from outside become nouns, every value with the place it came from."""
