"""The kinds of unit that a programme is for (section `scope`)."""

CELLS = ("cell_subordinate", "cell_grassroots")
"""The scope of a file without the section, and of a copy stored before the section existed."""
