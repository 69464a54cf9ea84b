"""Turns what a check finds into a sentence: what is wrong, where, and what to do."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading import text
from grading.models import CampaignState
from grading.rules.programmes.parts.figures import Metric
from grading.rules.quota import QuotaGroup
from grading.services.invariants.naming import Place
from grading.words.demands import figure_words
from grading.words.findings import FINDINGS
from grading.words.findings.kept import STORED
from grading.words.findings.places import place_words
from grading.words.reasons import reason_words
from grading.words.spoken import language, spoken
from grading.words.vocabulary import SIDES, group_words, outcome_words, state_words, step_words
from workflows import Finding, Reason, Side

_log = logging.getLogger(__name__)

PARTS: Mapping[str, str] = {
    "assessments": _("nội dung đánh giá"),
    "ballots": _("kết quả bỏ phiếu"),
    "evidence": _("minh chứng"),
    "award_opinions": _("ý kiến về khen thưởng"),
    "works": _("nội dung đã đăng ký"),
}
"""The parts of a dossier's content."""
CAMPAIGN_STATES: Mapping[CampaignState | None, str] = {
    CampaignState.open: _("đang mở"),
    CampaignState.closed: _("đã khóa"),
    CampaignState.cancelled: _("đã hủy"),
    None: _("chưa hề mở"),
}


def finding_words(finding: Finding) -> str:
    """Returns the sentence of a finding in the language of the command.

    Where the code has no sentence or a parameter no words, it logs an error and returns the code: a finding is never
    lost.
    """
    try:
        words = {name: _said(finding, name, value) for name, value in finding.params.items()}
        if "stored" in words:
            words["stored"] = str(STORED[words["stored"]]) % words
        sentence = str(FINDINGS[finding.code]) % words
    except (LookupError, ValueError, TypeError) as odd:
        _log.error("no sentence for the code %r with %r: %r", finding.code, dict(finding.params), odd)
        return f"{finding.code} {dict(finding.params)}"
    return sentence[:1].upper() + sentence[1:]


def _said(finding: Finding, name: str, value: Any) -> str:
    if name in _BY_NAME:
        return _BY_NAME[name](value)
    if name in _FIGURES:
        metric = finding.params["metric"]
        return figure_words(value, metric) if isinstance(metric, Metric) else text.hundredths(value, language())
    match value:
        case Place():
            return place_words(value)
        case Reason():
            return reason_words(value)
        case QuotaGroup():
            return _group(value)
    return spoken(finding.code, name, value)


def _group(group: QuotaGroup) -> str:
    words = group_words(group)
    return str(gettext("nhóm %(group)s", group=words)) if words else str(gettext("toàn đợt"))


def _metric(metric: Metric | str) -> str:
    return f"“{getattr(metric.name, language())}”" if isinstance(metric, Metric) else f"“{metric}”"


def _runs(numbers: tuple[int, ...]) -> str:
    """Returns the numbers with those that follow each other as ranges: 1 - 3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join(" - ".join(map(str, run)) for run in runs) or str(gettext("không có"))


def _sides(value: Side | tuple[Side, ...]) -> str:
    sides = value if isinstance(value, tuple) else (value,)
    return ", ".join(str(SIDES.get(side, _READING)) for side in sides)


_READING = _("chỉ xem")
_FIGURES = {"then", "now"}
_BY_NAME: Mapping[str, Callable[[Any], str]] = {
    "part": lambda part: str(PARTS[part]),
    "recorded": lambda state: str(CAMPAIGN_STATES[state]),
    "state": lambda state: str(CAMPAIGN_STATES[state]) if isinstance(state, CampaignState) else state_words(state),
    "step": step_words,
    "side": _sides,
    "decided": outcome_words,
    "metric": _metric,
    "body": lambda place: str(place.known.get("committee") or place_words(place)),
    "numbers": _runs,
    "last": lambda last: str(gettext("chưa ghi")) if last is None else str(last),
    "campaigns": lambda codes: ", ".join(codes) or str(gettext("không có")),
    "stored": str,
    "key": str,
}
"""The words for parameters whose name says what they are."""
