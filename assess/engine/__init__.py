"""Scores, bounds, clauses and changes: no files, no clock, no rounding, and no id of any rubric."""
