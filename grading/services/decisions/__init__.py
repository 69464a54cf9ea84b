"""Decisions: the table of a meeting, its vote, and the number of its paper."""
