"""The reason that a person types for an act: in one form of Unicode, without outer spaces, no longer than is read."""

from grading.services.ground.errors import refuse
from grading.text import has_letter, nfc

LONGEST = 500


def typed_reason(typed: str, longest: int = LONGEST) -> str:
    """Returns the reason, empty if there is none. Raises Refused: reason_long."""
    words = worded(typed)
    if len(words) > longest:
        raise refuse("reason_long", max=longest)
    return words


def worded(typed: str) -> str:
    """Returns what was typed, without outer spaces. It is empty if there is no letter in it that a reader sees: a full
    stop or a filler gives no reason."""
    words = nfc(typed).strip()
    return words if has_letter(words) else ""
