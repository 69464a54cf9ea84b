"""The choices of a meeting, as typed on its page: outcomes, votes as counts, awards. This module does not judge
them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from grading.models import Campaign, Decision
from grading.services.ground.errors import refuse
from grading.services.ground.typed_reasons import typed_reason

MOST = 999
"""The largest count on the meeting page. No committee has so many members."""
LONGEST_PAPER = 40


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The outcome chosen for one dossier, and the votes for it as counts."""

    outcome: str | None = None
    in_favour: int | None = None
    recused: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AwardChoice:
    """The ground of one award, the votes for it, why this body gives it if the programme names another body, and why it
    gives an award that the appraisal team did not propose."""

    ground: str
    in_favour: int | None = None
    issuer_reason: str = ""
    unproposed_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ExceptionPaper:
    """The reason why a group may have the higher share, and the paper that allows it."""

    reason: str
    number: str
    dated: date | None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """The body that voted: its members, those present, and the day."""

    held_on: date | None
    members: int
    present: int


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The entries of the secretary from the meeting. `choices` and `awards` are by dossier; `exceptions` holds the
    papers that allow groups the higher share, by key of the group, and None keeps the stored papers."""

    meeting: Meeting
    choices: Mapping[int, Choice] = field(default_factory=dict)
    awards: Mapping[int, AwardChoice] = field(default_factory=dict)
    exceptions: Mapping[str, ExceptionPaper] | None = None


def outcomes_of(campaign: Campaign) -> tuple[str, ...]:
    """Returns the outcomes that a committee may decide for one dossier."""
    return campaign.programme.ladder


def as_outcome(campaign: Campaign, said: str) -> str | None:
    """Returns a layer's outcome as a committee decides it; None for an outcome that no committee decides.

    A cell's ballot "for" a title means that the title is recognised.
    """
    outcome = campaign.programme.carried(said)
    return outcome if outcome in outcomes_of(campaign) else None


def check(decision: Decision, minutes: Minutes) -> None:
    """Raises Refused for choices that no meeting could have made; they come from a forged form or a typing error."""
    choices, awards = minutes.choices, minutes.awards
    _check_counts(choices, awards, minutes.meeting)
    typed = [choice.reason for choice in choices.values()] + [award.issuer_reason for award in awards.values()]
    typed += [award.unproposed_reason for award in awards.values()]
    for reason in typed:
        typed_reason(reason)
    if awards and not decision.gives_awards:
        raise refuse("awards_elsewhere")
    outcomes = {choice.outcome for choice in choices.values()} - {None}
    grounds = {award.ground for award in awards.values()}
    on_the_table = {item.dossier_id for item in decision.items}
    if (
        not outcomes <= set(outcomes_of(decision.campaign))
        or not grounds <= {rule.key for rule in decision.campaign.programme.awards}
        or not on_the_table >= choices.keys() | awards.keys()
    ):
        raise refuse("not_on_the_table")


def _check_counts(choices: Mapping[int, Choice], awards: Mapping[int, AwardChoice], meeting: Meeting) -> None:
    counts = [meeting.members, meeting.present]
    for choice in choices.values():
        counts += [choice.in_favour or 0, choice.recused]
    counts += [award.in_favour or 0 for award in awards.values()]
    if any(not 0 <= count <= MOST for count in counts):
        raise refuse("count_range", max=MOST)
    if meeting.present > meeting.members:
        raise refuse("present_too_many", present=meeting.present, members=meeting.members)
