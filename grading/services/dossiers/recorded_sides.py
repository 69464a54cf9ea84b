"""The sides of a control as the record tells them. A row knows only who saved it last; a line of the record stays,
whoever saves the same again."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, case, literal, select, true

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
SIDED = frozenset({*_PRODUCED, *_REVIEWED, *_APPRAISED, *_OF_THE_YEAR, Done.layer_saved})
OF_NO_SIDE = {
    Done.step_taken: "the move has its side",
    Done.due_day_extended: "keeps the calendar of the campaign",
    Done.left_out: "follows from a change of the unit",
    Done.dossier_received: "follows from a change of the unit",
}
"""The acts on a dossier after which nobody stands on a side, each with the reason."""
_SAVED = {Layer.commune: Side.review, Layer.appraiser: Side.appraise, Layer.panel: Side.appraise}


def unit_years(dossier_ids: set[int]) -> CTE:
    """Returns the dossiers with their unit and period."""
    query = select(Dossier.id, Dossier.unit_id, Campaign.period_id).join(Campaign).where(Dossier.id.in_(dossier_ids))
    return query.cte("there")


def recorded(dossier_ids: set[int], there: CTE, account_id: int | None) -> Iterator[Select[Any]]:
    """Yields the queries for what people did to these dossiers (dossier, account, side): one account, or without it
    everybody, commands (no account) included."""
    acts, of_one = (*_PRODUCED, *_REVIEWED, *_APPRAISED), _of(account_id)
    produced, reviewed = (Event.done.in_(_PRODUCED), Side.produce.value), (Event.done.in_(_REVIEWED), Side.review.value)
    side = case(produced, reviewed, else_=Side.appraise.value)
    lines = Event.subject_kind == Dossier.__tablename__, Event.subject_id.in_(dossier_ids), of_one
    yield select(Event.subject_id, Event.by_id, side).where(*lines, Event.done.in_(acts))
    told = case(*((EventWords.content.contains(f'"layer":"{layer}"'), of.value) for layer, of in _SAVED.items()))
    saved = select(Event.subject_id, Event.by_id, told).join(Event.words)
    yield saved.where(*lines, Event.done == Done.layer_saved, told.is_not(None))
    yield _of_the_year(there).where(Event.done.in_(_OF_THE_YEAR), of_one)


def _of_the_year(there: CTE) -> Select[Any]:
    """Returns the query for the lines of every dossier of the same unit and period. It names these dossiers before it
    joins them: SQLite would otherwise walk the whole record."""
    same = (Dossier.unit_id == there.c.unit_id) & (Campaign.period_id == there.c.period_id)
    named = select(Dossier.id).join(Campaign).join(there, same)
    return (
        select(there.c.id, Event.by_id, literal(Side.produce.value))
        .join(Dossier, Dossier.id == Event.subject_id)
        .join(Campaign, Campaign.id == Dossier.campaign_id)
        .join(there, same)
        .where(Event.subject_kind == Dossier.__tablename__, Event.subject_id.in_(named))
    )


def recorders(dossier_ids: set[int], account_id: int | None = None) -> Iterator[Select[Any]]:
    """Yields the queries for who recorded a vote or a number for a decision on the dossier, though the vote was
    reopened since (dossier, decision, account)."""
    lines = select(DecisionItem.dossier_id, DecisionItem.decision_id).join(Decision)
    there = DecisionItem.dossier_id.in_(dossier_ids)
    for column in (Decision.voted_by_id, Decision.issued_by_id):
        mine = column.is_not(None) if account_id is None else column == account_id
        yield lines.add_columns(column).where(there, mine, Decision.state != DecisionState.drafted)
    of_decision = (Event.subject_kind == Decision.__tablename__) & (Event.subject_id == Decision.id)
    voted = Event.done.in_((Done.vote_recorded, Done.decision_issued))
    yield lines.add_columns(Event.by_id).join(Event, of_decision).where(there, voted, _of(account_id))


def _of(account_id: int | None) -> ColumnElement[bool]:
    """Returns the condition on whose lines are read. For everybody it is none at all: SQLite would otherwise walk the
    whole record by account instead of the lines of these dossiers."""
    return true() if account_id is None else Event.by_id == account_id
