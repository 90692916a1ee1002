"""The questionnaire both ways: layout, writer, reader, plausibility, marked copy."""
