"""Frozen values: rubric, profile, facts, scales, measures, result, problems."""
