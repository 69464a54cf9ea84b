"""Turns parameters of sentences into words: enums, numbers with a decimal comma, days as dd/mm/yyyy."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

from grading import text
from grading.models import Answer, Period, UnitKind
from grading.rules.levels import Grade, Level
from grading.rules.periods import SPANS_FROM, PeriodKind, Span, of_key, part, year_of_key
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Operator
from grading.rules.programmes.parts.members import Within
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.findings import stood_said
from grading.rules.quota import QuotaGroup
from grading.rules.standings import Stood
from grading.rules.workings import RATING
from grading.words.agreement import relation_words
from grading.words.files import CAUSES, FOUND
from grading.words.kinds import COUNTS, PERIODS
from grading.words.units import answer_words
from grading.words.vocabulary import (
    OUTCOMES,
    SIDES,
    grade_words,
    group_words,
    kind_words,
    layer_words,
    outcome_words,
    part_words,
    registering_words,
    role_words,
    state_words,
)
from workflows import Layer, Registering, Role, State

HUNDREDTHS: Mapping[str, frozenset[str]] = {
    "points_max": frozenset({"value", "max"}),
    "each_short": frozenset({"value", "needed"}),
    "points_options": frozenset({"points"}),
    "points_least": frozenset({"value", "least"}),
    "points_step": frozenset({"value", "step"}),
    "recognition_total": frozenset({"value", "needed"}),
    "recognition_each": frozenset({"value", "needed"}),
    "recognition_share": frozenset({"value", "needed"}),
    "recognition_figure": frozenset({"value", "needed"}),
    "share_short": frozenset({"value", "needed"}),
    "figure_short": frozenset({"value", "needed"}),
    "members_sum": frozenset({"sum", "rated"}),
    "obstacle_points": frozenset({"value", "needed"}),
    "obstacle_case_figure": frozenset({"value"}),
    "obstacle_case_share": frozenset({"value"}),
    "obstacle_cap_figure": frozenset({"value"}),
    "obstacle_cap_share": frozenset({"value"}),
    "obstacle_lowered_figure": frozenset({"value"}),
    "obstacle_lowered_share": frozenset({"value"}),
    "points_over": frozenset({"value", "max"}),
    "file_size": frozenset({"size", "max"}),
}
"""The parameters of each sentence that are in hundredths. Every other number is a plain count."""

STORED: Mapping[str, str] = {
    "programme": _("bộ tiêu chí của đợt đánh giá"),
    "dossier": _("nội dung hồ sơ đã chốt"),
    "derivation": _("căn cứ xếp loại lúc biểu quyết"),
    "facts": _("nội dung in của Giấy khen"),
}

WITHIN: Mapping[Within, str] = {
    Within.unit: _("trong chi bộ"),
    Within.base_organisation: _("trong toàn tổ chức cơ sở đảng"),
}
OPERATORS: Mapping[str, str] = {
    Operator.at_least: _("từ"),
    Operator.more_than: _("trên"),
    Operator.equal: _("đúng"),
    Operator.at_most: _("không quá"),
    Operator.less_than: _("dưới"),
}


def spoken(code: str, name: str, value: object, programme: Programme | None = None) -> str:
    """Returns one parameter of the sentence `code` in the language of the page, for the middle of that sentence."""
    if (code, name) in _OF_RETURNS:
        return _named(code, value, programme)
    if isinstance(value, tuple | list | set | frozenset):
        mark = "; " if name in HUNDREDTHS.get(code, frozenset()) else ", "
        return mark.join(spoken(code, name, part, programme) for part in value)
    if name == "figure":
        return _figure(str(value), programme)
    if isinstance(value, Stood | Clause):
        return str(
            getattr(stood_said(programme, value), language()) if programme else gettext("điều kiện theo quy định")
        )
    if name in ("level", "option") and programme is not None and (code, name) not in _BY_PLACE:
        return outcome_words(str(value), programme)
    words = _BY_PLACE.get((code, name)) or _BY_NAME.get(name)
    if words is not None:
        return words(value)
    return _by_type(value, in_hundredths=name in HUNDREDTHS.get(code, frozenset()))


def language() -> text.Language:
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "vi"


def _by_type(value: object, *, in_hundredths: bool) -> str:
    for kind, words in _BY_TYPE.items():
        if isinstance(value, kind):
            return words(value)
    if isinstance(value, int):
        return text.hundredths(value, language()) if in_hundredths else text.count(value, language())
    return "" if value is None else str(value)


def _role(value: Role) -> str:
    """Returns the role's office without a capital letter. An office has one only at the beginning of a line."""
    return _within(role_words(value))


def _figure(key: str, programme: Programme | None) -> str:
    metrics = {metric.key: metric for metric in programme.metrics} if programme else {}
    if key == RATING and key not in metrics:
        return str(gettext("mức xếp loại của năm"))
    if key not in metrics:
        return str(gettext("số liệu theo quy định"))
    return _within(getattr(metrics[key].name, language()))


def _named(code: str, value: object, programme: Programme | None) -> str:
    """Returns the parts that a return names: criteria by number, other parts by their words."""
    labels = [str(label) for label in value] if isinstance(value, tuple | list) else [str(value)]
    words = [_within(words) if (words := part_words(label, programme)) != label else label for label in labels]
    numbers = [label for label, label_words in zip(labels, words, strict=True) if label == label_words]
    other_parts = [label_words for label, label_words in zip(labels, words, strict=True) if label != label_words]
    if numbers and code == "criteria_locked":
        numbers = [str(gettext("tiêu chí %(list)s", list=", ".join(numbers)))]
    return ", ".join([*numbers, *other_parts])


def _within(words: str) -> str:
    return words[:1].lower() + words[1:]


def _count_or_option(value: object) -> str:
    return _within(str(COUNTS[str(value)])) if value in COUNTS else outcome_words(str(value))


def _result(value: object) -> str:
    if value is None:
        return str(gettext("chưa có kết quả xếp loại"))
    return str(gettext("xếp loại “%(level)s”", level=outcome_words(str(value))))


def _period(value: object) -> str:
    """Returns the words of a period, given as its row, as its days, or as the key of a row."""
    if isinstance(value, Period | Span):
        return value.words(language())
    key = int(str(value))
    return (of_key(key) if key < SPANS_FROM else part(PeriodKind.year, year_of_key(key))).words(language())


def _offered(value: object) -> str:
    """Returns a value that a file may hold: its code, with its words, which are read as well."""
    return f"{value} ({outcome_words(str(value))})" if value in OUTCOMES else _by_type(value, in_hundredths=False)


def _or_else(general: str, value: object) -> str:
    return str(value or general)


SHEET_FIELDS: Mapping[str, str] = {
    "recipient": _("tổ chức được tặng"),
    "parent": _("tổ chức cấp trên"),
    "recipient_parent": _("tổ chức cấp trên"),
    "achievement": _("thành tích"),
    "decision_line": _("số quyết định và số vào sổ"),
    "issuer_line": _("cấp tặng"),
    "place_date": _("địa danh, ngày tháng"),
    "signer_name": _("người ký"),
}
"""The places of a commendation whose text may be too long."""

_OF_RETURNS = {("not_completed", "list"), ("criteria_locked", "list")}
_BY_PLACE: Mapping[tuple[str, str], Callable[[object], str]] = {
    ("streak_broken", "level"): _result,
    ("ballot_negative", "list"): _count_or_option,
    ("file_print", "found"): lambda value: str(FOUND[str(value)]),
    ("csv_choice", "allowed"): _offered,
    ("job_text_long", "field"): lambda value: str(SHEET_FIELDS.get(str(value), value)),
    ("unit_parent_kind", "unit_kind"): lambda value: _within(kind_words(str(value))),
    ("unit_parent_kind", "above_kind"): lambda value: _within(kind_words(str(value))),
    ("period_kind", "kind"): lambda value: str(PERIODS[str(value)]),
}
_BY_NAME: Mapping[str, Callable[[object], str]] = {
    "cause": lambda value: str(CAUSES[str(value)]),
    "level": lambda value: outcome_words(str(value)),
    "option": lambda value: outcome_words(str(value)),
    "operator": lambda value: str(OPERATORS.get(str(value), value)),
    "office": partial(_or_else, _("cấp ủy cấp trên trực tiếp")),
    "side": lambda value: str(SIDES[str(value)]),
    "stored": lambda value: str(STORED[str(value)]),
    "relations": lambda value: relation_words(str(value)),
    "unit": partial(_or_else, _("tổ chức này")),
    "year": str,
    "period": _period,
}
# A datetime is also a date, and an enum is also a str, so the more specific type comes first.
_BY_TYPE: Mapping[type, Callable[..., str]] = {
    State: state_words,
    Registering: registering_words,
    Role: _role,
    Layer: layer_words,
    Level: outcome_words,
    Grade: grade_words,
    QuotaGroup: group_words,
    Within: lambda value: str(WITHIN[value]),
    UnitKind: lambda value: f"{value} ({kind_words(value)})",
    Answer: answer_words,
    Text: lambda value: str(getattr(value, language())),
    datetime: lambda value: text.moment(value, language()),
    date: text.day,
}
