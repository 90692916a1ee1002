"""The systems of the five documents: where each stands on the shelf, and a case that shows it at work."""
