"""Results: the one that stands, past years, years running."""
