"""Pure rules of grading: no database, no web."""
