"""Measures the service on an invented town: the goals of speed, and how long writers wait for each other."""
