"""Levels of members, as counts: proposed by cells, decided by committees."""
