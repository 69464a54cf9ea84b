"""My work: the work that waits for an account."""
