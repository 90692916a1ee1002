"""The rules of the house: each is one test, and a test that fails lists every offender."""
