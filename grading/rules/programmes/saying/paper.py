"""Prints the fixed words of the commendation, in Vietnamese."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.saying.awards import ISSUERS
from grading.rules.programmes.saying.printed import UNSAID

_WORDS = {
    "give": "Dòng tặng", "register_line": "Dòng vào sổ", "office": "Chức vụ người ký", "place": "Địa danh",
}  # fmt: skip


def paper_lines(programme: Programme) -> Iterator[str]:
    """Yields the words that every commendation prints; nothing for a programme without awards."""
    if not programme.awards:
        return
    yield "Câu chữ trên giấy khen"
    for name, words in _WORDS.items():
        yield f"    {words}: {getattr(programme.paper, name) or UNSAID}"
    for kind, formula in programme.paper.formula.items():
        yield f"    Thể thức đề ký của {ISSUERS[kind][0]}: {formula or UNSAID}"
