"""The reason that a person types for an act: in one form of Unicode, without outer spaces, no longer than is read."""

from grading.services.ground.errors import refuse
from grading.text import nfc

LONGEST = 500


def typed_reason(typed: str, longest: int = LONGEST) -> str:
    """Returns the reason, empty if there is none. Raises Refused: reason_long."""
    words = nfc(typed).strip()
    if len(words) > longest:
        raise refuse("reason_long", max=longest)
    return words
