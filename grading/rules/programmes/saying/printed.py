"""Numbers and gaps of a printed programme, written one way in every section."""

from grading import text

UNSAID = "chưa quy định"


def number(hundredths: int | None) -> str:
    """Hundredths with a decimal comma and dots between thousands; what is not given says so."""
    return UNSAID if hundredths is None else text.hundredths(hundredths)
