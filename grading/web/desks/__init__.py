"""My work: what waits for an account."""
