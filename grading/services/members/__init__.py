"""Counts of members by level: cells propose them, committees decide them."""
