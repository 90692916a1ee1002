"""Tests: laws of the engine (for any rubric), cases, and screens."""
