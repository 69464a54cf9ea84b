"""Numbers, gaps and options of a printed programme, written the same way in every section."""

from grading import text

UNSAID = "chưa quy định"
OPTIONS = {"for": "tán thành", "against": "không tán thành"}


def number(hundredths: int | None) -> str:
    """Returns hundredths with a decimal comma and dots between thousands, or the words for a value that is not
    given."""
    return UNSAID if hundredths is None else text.hundredths(hundredths)
