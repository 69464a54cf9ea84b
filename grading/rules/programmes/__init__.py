"""Reads, extends, checks and describes a programme file."""
