"""Files from outside become values, each with the place it came from."""
