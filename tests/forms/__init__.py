"""Forms: written, filled in, broken, marked, read back."""
