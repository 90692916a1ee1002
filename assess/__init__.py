"""assess: judges an industrial cluster against a rubric and tells what to do next."""

__version__ = "0.1.0"
