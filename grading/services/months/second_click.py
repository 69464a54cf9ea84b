"""Tells a second click on a form from a form that somebody else has overtaken."""

from collections.abc import Mapping
from typing import Any

from grading.text import nfc

MEETING = ("held_on", "due", "present", "excused", "minutes", "points")
COUNTS = ("deeds", "groups", "followed")
REVIEW = ("held_on", "due", "present", "on_track", "behind", "words")


def says(row: object | None, typed: object | None, names: tuple[str, ...]) -> bool:
    """Returns whether the stored row says exactly what was typed; both may be nothing. Then the form came twice, or two
    people say the same: that is no conflict."""
    if row is None or typed is None:
        return row is typed
    return all(_plain(getattr(row, name)) == _plain(getattr(typed, name)) for name in names)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value).strip()
    return dict(value) if isinstance(value, Mapping) else value
