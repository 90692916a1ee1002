"""Scripts for those who look after the rubrics."""
