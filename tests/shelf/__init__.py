"""The shelf: rubrics of every kind, and what they share."""
