"""Reads the code of a unit as people type it: in small letters too, and with signs that nobody sees."""

from grading.typed.signs import plain


def code_of(typed: str) -> str:
    """Returns the code as it is stored, in capitals. Whether a unit has it is another question."""
    return plain(typed).upper()
