"""The report as a value, its sections, and one module a format."""
