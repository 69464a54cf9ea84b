"""The lines of a desk: each is one kind of work with its amount."""

from collections import Counter
from dataclasses import dataclass

from grading.models import Campaign
from grading.services.dossiers.tallies import Tally
from workflows import Registering, State


@dataclass(frozen=True, kw_only=True)
class Line:
    """One kind of work (a code) and its amount. With `asks` it is this desk's turn; without, the line only informs.
    `dossier_id` is the dossier to begin with, where the work has no list."""

    kind: str
    number: int
    asks: bool = True
    dossier_id: int | None = None


def told(*lines: Line) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.number > 0)


def unsent(campaign: Campaign, tally: Tally) -> tuple[Line, ...]:
    """Returns the lines about what cells have not sent. Once the campaign is closed, only what came back is late."""
    late = Line(kind="late", number=tally.late)
    if campaign.closed_at is not None:
        return (late,)
    return late, Line(kind="not_sent", number=tally.states[State.draft] - tally.late, asks=False)


def of_list(campaign: Campaign, states: Counter[Registering]) -> tuple[Line, ...]:
    """Returns the lines of a campaign for a title for which cells register first, until it is closed."""
    if campaign.closed_at is not None:
        return ()
    return (
        Line(kind="settle_list", number=states[Registering.registered]),
        Line(kind="not_registered", number=states[Registering.invited], asks=False),
    )


def to_decide(undecided: int, voted: int) -> tuple[Line, ...]:
    """Returns the lines of a committee. It has one open decision at a time: after the vote only its number is waited
    for."""
    return told(Line(kind="issue", number=voted), Line(kind="decide", number=0 if voted else undecided))
