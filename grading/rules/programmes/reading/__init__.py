"""Reads, extends and checks a programme file."""
