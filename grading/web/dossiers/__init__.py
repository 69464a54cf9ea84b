"""Dossiers: the answers, files and ballots of a cell, and the steps that move a dossier."""
