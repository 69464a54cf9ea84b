"""Parameters of a sentence as they are said: enums by their words, numbers with a decimal comma, days as dd/mm/yyyy."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from grading import text
from grading.rules.levels import Grade, Level
from grading.words.vocabulary import grade_words, layer_words, outcome_words, role_words, state_words
from workflows import Layer, Role, State

HUNDREDTHS: Mapping[str, frozenset[str]] = {
    "points_max": frozenset({"value", "max"}),
    "file_size": frozenset({"size", "max"}),
    "share_short": frozenset({"value", "needed"}),
    "members_sum": frozenset({"sum", "rated"}),
}
"""Which parameters of which sentence are kept in hundredths; every other number is a plain count."""

CAUSES: Mapping[str, str] = {
    "cut": _("tệp bị hỏng hoặc chưa đầy đủ"),
    "locked": _("tệp có đặt mật khẩu"),
    "doctype": _("tệp có phần khai báo không được nhận"),
    "names": _("các phần trong tệp có tên không hợp lệ"),
    "program": _("tệp có chương trình (macro) bên trong"),
    "external": _("tệp lấy nội dung từ nơi khác"),
}
_ACTIVE_CONTENT = _("tệp có nội dung tự chạy hoặc tệp khác đính kèm")
_HIGHER_COMMITTEE = _("cấp ủy cấp trên trực tiếp")


def spoken(code: str, name: str, value: object) -> str:
    """One parameter of the sentence `code`, for the middle of a sentence, in the language of the page."""
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(spoken(code, name, part) for part in value)
    if name in _BY_NAME:
        return _BY_NAME[name](value)
    for kind, words in _BY_TYPE.items():
        if isinstance(value, kind):
            return str(words(value))
    if isinstance(value, int):
        return _number(value, in_hundredths=name in HUNDREDTHS.get(code, frozenset()))
    return "" if value is None else str(value)


def in_english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"


def _number(value: int, *, in_hundredths: bool) -> str:
    language: text.Language = "en" if in_english() else "vi"
    return text.hundredths(value, language) if in_hundredths else text.count(value, language)


def _moment(value: datetime) -> str:
    return text.moment(value, "en" if in_english() else "vi")


def _role(value: Role) -> str:
    """An office is a common noun: capital at the head of a page, none within a sentence."""
    words = role_words(value)
    return words[:1].lower() + words[1:]


def _cause(value: object) -> str:
    return str(CAUSES.get(str(value), _ACTIVE_CONTENT))


_BY_NAME: Mapping[str, Callable[[object], str]] = {
    "cause": _cause,
    "level": lambda value: outcome_words(str(value)),
    "office": lambda value: str(value or _HIGHER_COMMITTEE),
    "year": str,
}
# A datetime is a date too, and an enum a str: the narrower kind stands first.
_BY_TYPE: Mapping[type, Callable[..., str]] = {
    State: state_words,
    Role: _role,
    Layer: layer_words,
    Level: outcome_words,
    Grade: grade_words,
    datetime: _moment,
    date: text.day,
}
