"""What is wrong with a rubric or a measure, and what an editor would ask about."""
