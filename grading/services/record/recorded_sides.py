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
    String,
    and_,
    bindparam,
    case,
    literal,
    or_,
    select,
    true,
    type_coerce,
    union,
    union_all,
)

from grading.models import Campaign, Decision, DecisionItem, DecisionState, Done, Dossier, Event, EventWords, Move, Unit
from workflows import Layer, Side

_PRODUCED = (
    Done.answers_saved, Done.figures_explained,
    Done.ballot_recorded, Done.evidence_attached, Done.evidence_removed, Done.evidence_restored,
    Done.kept_as_sent,
)  # fmt: skip
_REVIEWED = (
    Done.paper_received, Done.paper_not_received, Done.members_decided, Done.unit_task_answered,
)  # fmt: skip
_APPRAISED = (Done.award_opinion_saved, Done.award_proposal_saved)
_OF_THE_YEAR = (
    Done.members_counted, Done.month_saved, Done.months_imported, Done.thematic_saved, Done.review_saved,
    Done.year_part_sent,
)  # fmt: skip
"""What a cell records once and every dossier of its period reads, in whichever campaign it was recorded."""
_OF_FIGURES = (Done.figures_reported, Done.figure_corrected, Done.contradiction_explained)
"""What is done to the figures of a unit while a campaign is open. The unit's own dossier reads them, and so does every
dossier that the unit reviews."""
_DECIDED = (
    Done.decision_drafted, Done.decision_saved, Done.vote_recorded, Done.vote_reopened, Done.decision_issued,
)  # fmt: skip
_DECIDED_ON = (Done.level_chosen, Done.voted_on)
"""Somebody decided this on one dossier: it stays though the draft is discarded or the dossier leaves the table."""
SIDED = frozenset(
    {*_PRODUCED, *_REVIEWED, *_APPRAISED, *_OF_THE_YEAR, *_OF_FIGURES, *_DECIDED, *_DECIDED_ON, Done.layer_saved}
)  # fmt: skip
_CALENDAR, _UNITS = "keeps the calendar of the campaign", "keeps the directory of units, which no dossier is rated by"
_ACCOUNTS, _JOBS = "gives or takes access; hands.py counts who holds a password", "an errand that the record orders"
_RULES = "keeps the rules that all dossiers of a campaign share"
OF_NO_SIDE = {
    Done.step_taken: "the move has its side",
    Done.registration_changed: "the line of the registration has its side",
    Done.decision_discarded: "no decision is left; whoever had chosen for a dossier has a line of that",
    Done.result_imported: "an older year, decided elsewhere",
    Done.past_award_imported: "an older year, decided elsewhere",
    Done.left_out: "follows from a change of the unit",
    Done.dossier_received: "follows from a change of the unit",
    Done.return_day_chosen: "the move that returns has its side",
    **dict.fromkeys(
        (
            Done.due_day_extended, Done.due_day_shortened, Done.campaign_opened, Done.campaign_closed,
            Done.campaign_reopened, Done.campaign_cancelled,
        ),
        _CALENDAR,
    ),
    **dict.fromkeys(
        (Done.process_changed, Done.programme_drafted, Done.programme_published, Done.programme_withdrawn), _RULES
    ),
    **dict.fromkeys((done for done in Done if done.startswith("job_")), _JOBS),
    **dict.fromkeys((Done.account_made, Done.account_disabled, Done.account_enabled, Done.account_renamed), _ACCOUNTS),
    **dict.fromkeys(
        (
            Done.role_granted, Done.role_ended, Done.dual_office_allowed, Done.dual_office_ended, Done.link_made,
            Done.link_approved, Done.link_seen, Done.password_set, Done.password_owned,
            Done.password_voided, Done.password_changed, Done.passkey_added, Done.passkey_removed, Done.sign_in_ended,
            Done.signed_out_everywhere,
        ),
        _ACCOUNTS,
    ),
    **dict.fromkeys(
        (
            Done.unit_imported, Done.unit_opened, Done.unit_changed, Done.unit_closed, Done.unit_merged,
            Done.unit_divided, Done.unit_corrected, Done.succession_imported, Done.office_phone_set,
        ),
        _UNITS,
    ),
}  # fmt: skip
"""The acts after which nobody stands on a side of a dossier, each with the reason."""
_SAVED = {Layer.commune: Side.review, Layer.appraiser: Side.appraise, Layer.panel: Side.appraise}


DOSSIERS = bindparam("dossiers", expanding=True, type_=Integer())
"""The ids of the dossiers in the queries of this module, which are built once and asked with `asked`."""
_ACCOUNT = bindparam("account", type_=Integer())


def asked(dossier_ids: Collection[int]) -> dict[str, Any]:
    """Returns the values with which a query for these dossiers is run for everybody."""
    return {"dossiers": sorted(dossier_ids)}


def unit_years() -> CTE:
    """Returns the dossiers with their unit, the unit that reviews them, their period, and when their campaign was
    opened and closed."""
    place = Dossier.id, Dossier.unit_id, Dossier.review_unit_id, Campaign.period_id
    query = select(*place, Campaign.opened_at, Campaign.closed_at).join(Campaign).where(Dossier.id.in_(DOSSIERS))
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
    for unit, side_of_unit in ((there.c.unit_id, Side.produce), (there.c.review_unit_id, Side.review)):
        yield _of_figures(there, unit, side_of_unit).where(of_one)


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


def _of_figures(there: CTE, unit: ColumnElement[int], side: Side) -> Select[Any]:
    """Returns the query for what was done to the figures of the unit while the campaign was open. `+ 0` as above."""
    in_time = and_(Event.at >= there.c.opened_at, or_(there.c.closed_at.is_(None), Event.at <= there.c.closed_at))
    return (
        select(there.c.id, Event.by_id, literal(side.value))
        .join(Event, and_(Event.subject_kind == Unit.__tablename__, Event.subject_id == unit + 0))
        .where(Event.done.in_(_OF_FIGURES), in_time)
    )


@cache
def recorded_at() -> CompoundSelect[Any]:
    """Returns the query for what some `people` did to the dossiers (dossier, account, side, time)."""
    people = bindparam("people", expanding=True, type_=Integer())
    lines = [query.add_columns(Event.at).where(Event.by_id.in_(people)) for query in recorded(unit_years(), True)]
    moves = select(Move.dossier_id, Move.by_id, type_coerce(Move.side, String), Move.at)
    of_decision = (Event.subject_kind == Decision.__tablename__) & (Event.subject_id == DecisionItem.decision_id + 0)
    decided = select(DecisionItem.dossier_id, Event.by_id, literal(Side.decide.value), Event.at).join(
        Event, of_decision
    )
    return union_all(
        moves.where(Move.dossier_id.in_(DOSSIERS), Move.by_id.in_(people)),
        decided.where(DecisionItem.dossier_id.in_(DOSSIERS), Event.done.in_(_DECIDED), Event.by_id.in_(people)),
        select(Event.subject_id, Event.by_id, literal(Side.decide.value), Event.at).where(
            Event.subject_kind == Dossier.__tablename__,
            Event.subject_id.in_(DOSSIERS),
            Event.done.in_(_DECIDED_ON),
            Event.by_id.in_(people),
        ),
        *lines,
    )


@cache
def recorders(*, everybody: bool) -> CompoundSelect[Any]:
    """Returns the query for who chose, recorded a vote or a number in a decision on the dossier, though somebody else
    has saved it since, the vote was reopened, or the dossier left the table (dossier, account)."""
    return union(*_recorders(everybody))


def _recorders(everybody: bool) -> Iterator[Select[*tuple[Any, ...]]]:
    lines = select(DecisionItem.dossier_id).join(Decision)
    there = DecisionItem.dossier_id.in_(DOSSIERS)
    for column in (Decision.voted_by_id, Decision.issued_by_id):
        mine = column.is_not(None) if everybody else column == _ACCOUNT
        yield lines.add_columns(column).where(there, mine, Decision.state != DecisionState.drafted)
    of_decision = (Event.subject_kind == Decision.__tablename__) & (Event.subject_id == Decision.id + 0)
    # `+ 0` keeps SQLite from walking the record of all decisions.
    # A vote of an older version has a line for the decision alone, and none for each dossier.
    yield lines.add_columns(Event.by_id).join(Event, of_decision).where(there, Event.done.in_(_DECIDED), _of(everybody))
    of_dossier = Event.subject_kind == Dossier.__tablename__, Event.subject_id.in_(DOSSIERS)
    yield select(Event.subject_id, Event.by_id).where(*of_dossier, Event.done.in_(_DECIDED_ON), _of(everybody))


def _of(everybody: bool) -> ColumnElement[bool]:
    """Returns the condition on whose lines are read. For everybody it is none at all: SQLite would otherwise walk the
    whole record by account instead of the lines of these dossiers."""
    return true() if everybody else Event.by_id == _ACCOUNT
