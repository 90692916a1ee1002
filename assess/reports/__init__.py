"""The wing out: one file a format, all made from the same result."""
