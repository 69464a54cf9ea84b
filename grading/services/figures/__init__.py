"""Figures of units: reporting, importing, correcting, contradictions."""
