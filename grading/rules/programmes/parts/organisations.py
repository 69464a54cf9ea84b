"""Whom a programme is for (section `scope`)."""

CELLS = ("cell_subordinate", "cell_grassroots")
"""Whom a file without a scope is for, and a copy stored before there was one."""
