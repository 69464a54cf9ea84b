"""Campaigns: their opening, their totals, the scheme of several years, rehearsals."""
