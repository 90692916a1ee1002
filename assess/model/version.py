"""The version of the product, as every result tells it."""

__version__ = "0.1.0"
