"""The texts on the pages of a meeting: levels and letters, the place of each reason, differences after a conflict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from grading.models import Campaign, Decision, UnitPeriod
from grading.rules.programme import Programme
from grading.services.decisions.lines import Line
from grading.web.decisions.form import MeetingForm
from grading.web.shell.forms import Mistake
from grading.web.shell.language import chosen
from grading.words import layer_words, outcome_words, reason_words
from grading.words.bodies import Bodies, sitting_words
from workflows import Layer, Reason

Levels = list[tuple[str, str, str]]
"""The value of each level, the head of its column, and its name in full."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """The committee that decides, under its name in the given period."""

    unit_id: int
    name: str
    sitting: str
    is_authority: bool

    @classmethod
    def of(cls, campaign: Campaign, period: UnitPeriod) -> "Body":
        return cls(
            unit_id=period.unit_id,
            name=period.committee_name or period.org_name,
            sitting=sitting_words(period),
            is_authority=period.unit_id == campaign.authority_unit_id,
        )


def levels_of(campaign: Campaign) -> Levels:
    programme = campaign.programme
    if programme.gives_title:
        return [(key, words := outcome_words(key, programme), words) for key in programme.ladder]
    return [(rule.key, rule.short, getattr(rule.name, chosen())) for rule in programme.outcomes]


def letters() -> dict[Layer, str]:
    return {Layer.self_: _("C"), Layer.commune: _("X"), Layer.panel: _("T")}


def marks_of(line: Line, bodies: Bodies) -> dict[str, tuple[str, str]]:
    """Returns the letters and words of the layers by level; empty for a line on which the layers agree."""
    marks: dict[str, tuple[str, str]] = {}
    if not line.differs:
        return marks
    for layer, outcome in sorted(line.layers.items(), key=lambda pair: list(Layer).index(pair[0])):
        signs, words = marks.get(outcome, ("", ""))
        name = layer_words(layer, bodies=bodies)
        marks[outcome] = (signs + letters()[layer], f"{words}; {name}" if words else name)
    return marks


def told(reasons: Iterable[Reason], names: Mapping[int, str], programme: Programme) -> list[Mistake]:
    """Returns each reason with its place on the page of the meeting, where a person can mend it, and with the unit that
    the reason is about. The names of figures come from the programme."""
    return [(_anchor(reason), _sentence(reason, names, programme)) for reason in reasons]


_ANCHORS = {
    "meeting_day_missing": "held_on",
    "date_future": "held_on",
    "dates_in_order": "held_on",
    "meeting_members_missing": "members",
    "present_too_many": "present",
}
_IN_THE_VOTES = {"votes_missing", "votes_short", "votes_too_many"}
_IN_THE_REASONS = {
    "decline_reason_missing", "departure_unmatched", "departure_above", "departure_below", "departure_passed_over",
}  # fmt: skip
_ABOUT_A_TITLE = {
    "recognition_total", "recognition_each", "recognition_rating", "recognition_unrated", "recognition_share",
    "recognition_figure", "recognition_unknown", "recognition_grades", "recognition_condition", "recognition_open",
}  # fmt: skip


def _anchor(reason: Reason) -> str:
    if award := reason.params.get("award"):
        box = "award-but" if reason.code == "award_unproposed_reason_missing" else "award"
        return f"award-yes-{award}" if "votes" in reason.code else f"{box}-{award}"
    if group := reason.params.get("place"):
        return f"xa-{group}"
    dossier = reason.params.get("dossier")
    if dossier is None:
        return _ANCHORS.get(reason.code, "")
    if reason.code in _IN_THE_VOTES:
        return f"yes-{dossier}"
    return f"reason-{dossier}" if reason.code in _IN_THE_REASONS else f"hs-{dossier}"


def _sentence(reason: Reason, names: Mapping[int, str], programme: Programme) -> str:
    sentence = reason_words(reason, programme)
    dossier = reason.params.get("dossier")
    if reason.code not in _ABOUT_A_TITLE or not isinstance(dossier, int):
        return sentence
    return f"{names[dossier]}: {sentence[:1].lower()}{sentence[1:]}"


def differences(form: MeetingForm, decision: Decision, names: Mapping[int, str]) -> list[Mistake]:
    """Returns a mistake for each box whose typed text differs from what somebody else saved meanwhile."""
    typed, saved = _boxes(form, decision, names), _boxes(MeetingForm.of(decision), decision, names)
    return [
        (anchor, _("%(what)s: bản vừa lưu là “%(saved)s”.", what=what, saved=value or "–"))
        for anchor, (what, value) in saved.items()
        if typed.get(anchor, ("", ""))[1] != value
    ]


def _boxes(form: MeetingForm, decision: Decision, names: Mapping[int, str]) -> dict[str, tuple[str, str]]:
    """Returns the subject and the text of each box, by its anchor."""
    boxes = {
        "held_on": (_("Ngày họp"), form.text("held_on")),
        "members": (_("Tổng số ủy viên"), form.text("members")),
        "present": (_("Có mặt"), form.text("present")),
    }
    for key, line in form.rows.items() if decision.decides_outcome else ():
        boxes[f"hs-{key}"] = (names[key], outcome_words(line.outcome(form.allowed), decision.campaign.programme))
        boxes[f"yes-{key}"] = (f"{names[key]}, {_('Phiếu')}", f"{line.text('yes')}/{line.text('recused') or 0}")
        boxes[f"reason-{key}"] = (f"{names[key]}, {_('Lý do')}", line.text("reason"))
    for group_key, paper in form.exceptions.items():
        boxes[f"exception-reason-{group_key}"] = (_("Văn bản cho phép tỷ lệ cao hơn"), paper.words)
    for key in form.rows:
        award = form.award(key)
        ticked = f"{award.text('ground')} {award.text('award-yes')}" if award.is_ticked else ""
        boxes[f"award-{key}"] = (f"{_('Khen thưởng')}, {names[key]}", ticked)
    return boxes
