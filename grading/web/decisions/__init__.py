"""Decisions: the table of a meeting, its vote, its number."""
