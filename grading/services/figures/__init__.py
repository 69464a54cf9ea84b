"""Figures of units: reports, imports, corrections and contradictions."""
