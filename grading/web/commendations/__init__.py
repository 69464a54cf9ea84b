"""Commendations: the register, the papers and their files, the public check."""
