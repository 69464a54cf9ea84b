"""Results: the live result, past years, and years running."""
