"""Numbers, gaps, grades and levels of a printed programme, written the same way in every section."""

from grading import text
from grading.rules.levels import Grade, Level

UNSAID = "chưa quy định"
GRADES = {Grade.excellent: "Xuất sắc", Grade.good: "Tốt", Grade.average: "Trung bình", Grade.poor: "Kém"}
LEVELS = {
    Level.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Level.GOOD: "Hoàn thành tốt nhiệm vụ",
    Level.COMPLETED: "Hoàn thành nhiệm vụ",
    Level.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
    Level.NOT_RATED: "không yêu cầu",
}
OPTIONS = {"for": "tán thành", "against": "không tán thành"}


def number(hundredths: int | None) -> str:
    """Returns hundredths with a decimal comma and dots between thousands, or the words for a value that is not
    given."""
    return UNSAID if hundredths is None else text.hundredths(hundredths)
