"""Measures the service on an invented town: how long writers wait for each other."""
