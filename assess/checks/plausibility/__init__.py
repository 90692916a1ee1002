"""Plausibility: what is possible but should be asked about before a number is defended.

Stated numbers are cells; a rule ties cells together that cannot be right at once. Where rules
are broken, one slip of unit that mends them all is looked for first; what no slip explains is
told rule by rule, once for each cause. A rule is broken only if no values within the stated
bounds would keep it.
"""
