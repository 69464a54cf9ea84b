"""Campaigns: opening, totals, the scheme of years, rehearsals."""
