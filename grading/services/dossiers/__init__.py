"""Dossiers: what a cell writes, attaches and votes on, and the steps that move a dossier."""
