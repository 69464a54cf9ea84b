"""The sides of a control as the record tells them. A row knows only who saved it last; a line of the record stays,
whoever saves the same again."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    bindparam,
    case,
    literal,
    select,
    true,
    union,
)

from grading.models import Campaign, Decision, DecisionItem, DecisionState, Done, Dossier, Event, EventWords
from workflows import Layer, Side

_PRODUCED = (
    Done.answers_saved, Done.ballot_recorded, Done.evidence_attached, Done.evidence_removed, Done.evidence_restored,
)  # fmt: skip
_REVIEWED = (Done.paper_received, Done.paper_not_received, Done.members_decided)
_APPRAISED = (Done.award_opinion_saved, Done.award_proposal_saved)
_OF_THE_YEAR = (
    Done.members_counted, Done.month_saved, Done.months_imported, Done.thematic_saved, Done.review_saved,
)  # fmt: skip
"""What a cell records once and every dossier of its period reads, in whichever campaign it was recorded."""
SIDED = frozenset({*_PRODUCED, *_REVIEWED, *_APPRAISED, *_OF_THE_YEAR, Done.layer_saved, Done.voted_on})
OF_NO_SIDE = {
    Done.step_taken: "the move has its side",
    Done.due_day_extended: "keeps the calendar of the campaign",
    Done.due_day_shortened: "keeps the calendar of the campaign",
    Done.return_day_chosen: "the move that returns has its side",
    Done.left_out: "follows from a change of the unit",
    Done.dossier_received: "follows from a change of the unit",
}
"""The acts on a dossier after which nobody stands on a side, each with the reason."""
_SAVED = {Layer.commune: Side.review, Layer.appraiser: Side.appraise, Layer.panel: Side.appraise}


DOSSIERS = bindparam("dossiers", expanding=True, type_=Integer())
"""The ids of the dossiers in the queries of this module, which are built once and asked with `asked`."""
_ACCOUNT = bindparam("account", type_=Integer())


def asked(dossier_ids: Collection[int], account_id: int | None) -> dict[str, Any]:
    """Returns the values with which a query for these dossiers is run; without an account, for everybody."""
    return {"dossiers": sorted(dossier_ids)} | ({} if account_id is None else {"account": account_id})


def unit_years() -> CTE:
    """Returns the dossiers with their unit and period."""
    query = select(Dossier.id, Dossier.unit_id, Campaign.period_id).join(Campaign).where(Dossier.id.in_(DOSSIERS))
    return query.cte("there")


def recorded(there: CTE, everybody: bool) -> Iterator[Select[Any]]:
    """Yields the queries for what people did to these dossiers (dossier, account, side): one account, or without it
    everybody, commands (no account) included."""
    acts, of_one = (*_PRODUCED, *_REVIEWED, *_APPRAISED), _of(everybody)
    produced, reviewed = (Event.done.in_(_PRODUCED), Side.produce.value), (Event.done.in_(_REVIEWED), Side.review.value)
    side = case(produced, reviewed, else_=Side.appraise.value)
    lines = Event.subject_kind == Dossier.__tablename__, Event.subject_id.in_(DOSSIERS), of_one
    yield select(Event.subject_id, Event.by_id, side).where(*lines, Event.done.in_(acts))
    told = case(*((EventWords.content.contains(f'"layer":"{layer}"'), of.value) for layer, of in _SAVED.items()))
    saved = select(Event.subject_id, Event.by_id, told).join(Event.words)
    yield saved.where(*lines, Event.done == Done.layer_saved, told.is_not(None))
    yield _of_the_year(there).where(Event.done.in_(_OF_THE_YEAR), of_one)


def _of_the_year(there: CTE) -> Select[Any]:
    """Returns the query for the lines of every dossier of the same unit and period. The pairs of dossiers come first,
    and `+ 0` keeps SQLite from searching them by the record: it would otherwise walk the whole record."""
    same = (Dossier.unit_id == there.c.unit_id) & (Campaign.period_id == there.c.period_id)
    paired = select(there.c.id, Dossier.id.label("told_of")).select_from(Dossier).join(Campaign).join(there, same)
    pairs = paired.distinct().subquery("pairs")
    return (
        select(pairs.c.id, Event.by_id, literal(Side.produce.value))
        .join(Event, Event.subject_id == pairs.c.told_of + 0)
        .where(Event.subject_kind == Dossier.__tablename__)
    )


@cache
def recorders(*, everybody: bool) -> CompoundSelect[Any]:
    """Returns the query for who recorded a vote or a number for a decision on the dossier, although the vote was
    reopened or the dossier left the table since (dossier, account)."""
    return union(*_recorders(everybody))


def _recorders(everybody: bool) -> Iterator[Select[*tuple[Any, ...]]]:
    lines = select(DecisionItem.dossier_id).join(Decision)
    there = DecisionItem.dossier_id.in_(DOSSIERS)
    for column in (Decision.voted_by_id, Decision.issued_by_id):
        mine = column.is_not(None) if everybody else column == _ACCOUNT
        yield lines.add_columns(column).where(there, mine, Decision.state != DecisionState.drafted)
    of_decision = (Event.subject_kind == Decision.__tablename__) & (Event.subject_id == Decision.id)
    voted = Event.done.in_((Done.vote_recorded, Done.decision_issued))
    # A vote of an older version has a line for the decision alone, and none for each dossier.
    yield lines.add_columns(Event.by_id).join(Event, of_decision).where(there, voted, _of(everybody))
    of_dossier = Event.subject_kind == Dossier.__tablename__, Event.subject_id.in_(DOSSIERS)
    yield select(Event.subject_id, Event.by_id).where(*of_dossier, Event.done == Done.voted_on, _of(everybody))


def _of(everybody: bool) -> ColumnElement[bool]:
    """Returns the condition on whose lines are read. For everybody it is none at all: SQLite would otherwise walk the
    whole record by account instead of the lines of these dossiers."""
    return true() if everybody else Event.by_id == _ACCOUNT
