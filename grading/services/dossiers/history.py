"""The history of a dossier and its result, as far as the reader may know them."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Decision, DecisionItem, DecisionState, Done, Dossier, Event, Move, Result, Revision
from grading.rules.departures import is_lowered_by_quota
from grading.rules.lowering import all_limited
from grading.services.dossiers import returns
from grading.services.record import reading
from grading.services.results.results import gives_a_level
from grading.services.units.units import names_on
from workflows import CELL_ROLES, ENDS, ActName, Facts, Layer, Role, State, may


@dataclass(frozen=True, kw_only=True)
class Concluded:
    """The result of a dossier. It has a number and a day only if a decision of this service gave it."""

    outcome: str
    proposed: str | None
    source: str
    decided_by: str = ""
    number: str | None = None
    issued_on: date | None = None
    reason: str = ""
    """Why the body decided this level, as the decision says it."""
    full_at: str | None = None
    """The level for which the rules would do, where only the quota had no room for it and the decision says no more."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One move as this reader may read it. `returned` is true if the move opened `criteria` (numbers) and `parts` (the
    counts of members, the ballot) for the cell again."""

    number: int
    step: str
    dest: State
    at: datetime
    role: Role
    note: str
    criteria: tuple[str, ...]
    parts: tuple[str, ...]
    returned: bool
    revision: Revision | None


def lines(dossier: Dossier, roles: Set[Role]) -> list[Line]:
    """Returns every move, newest first."""
    programme = dossier.programme
    return [
        Line(
            number=move.number, step=move.step, dest=move.dest, at=move.at, role=move.role,
            note=readable_note(move, roles), criteria=returns.criteria_of(programme, move),
            parts=returns.named_parts(move), returned=bool(move.criteria), revision=move.revision,
        )
        for move in reversed(dossier.moves)
    ]  # fmt: skip


_OF_THE_CELL = frozenset(
    {
        Done.answers_saved, Done.figures_explained, Done.members_counted,
        Done.ballot_recorded, Done.evidence_attached, Done.evidence_removed,
        Done.evidence_restored, Done.month_saved, Done.months_imported, Done.thematic_saved, Done.review_saved,
        Done.kept_as_sent, Done.year_part_sent,
    }
)  # fmt: skip
_FOR_EVERY_READER = frozenset(
    {
        Done.paper_received, Done.paper_not_received, Done.due_day_extended, Done.due_day_shortened,
        Done.return_day_chosen, Done.left_out, Done.dossier_received,
    }
)  # fmt: skip
_OF_AWARDS = {Done.award_opinion_saved: ActName.read_appraiser, Done.award_proposal_saved: ActName.read_panel}
_READING = {
    Layer.commune: ActName.read_commune,
    Layer.appraiser: ActName.read_appraiser,
    Layer.panel: ActName.read_panel,
}


def acts(session: Session, dossier: Dossier, roles: Set[Role], facts: Facts) -> list[Event]:
    """Returns what was done inside the states, newest first, as far as this reader may know it: the cell's work where
    its answers may be read, and work on a layer where the layer may be read. Steps are in `lines`."""
    process, state = dossier.campaign.process, dossier.state

    def may_know(event: Event) -> bool:
        if event.done in _OF_THE_CELL:
            return may(process, ActName.read_self, state, roles, facts)
        if event.done is Done.layer_saved:
            layer = Layer(event.words.details["layer"]) if event.words else Layer.panel
            return may(process, _READING[layer], state, roles, facts)
        if event.done in _OF_AWARDS:
            return may(process, _OF_AWARDS[event.done], state, roles, facts)
        if event.done is Done.members_decided:
            return not roles <= CELL_ROLES
        return event.done in _FOR_EVERY_READER

    return [event for event in reading.of_subject(session, dossier) if may_know(event)]


def answered(dossier: Dossier, roles: Set[Role]) -> Line | None:
    """Returns the return that the cell is answering now."""
    returned = dossier.returned
    return next((line for line in lines(dossier, roles) if returned and line.number == returned.number), None)


def readable_note(move: Move, roles: Set[Role]) -> str:
    """Returns the words that went with a step. A cell reads the words written to it or by it, and why its dossier
    ended. It does not read what the bodies above it wrote to each other."""
    touches_cell = {move.source, move.dest} & {State.draft, *ENDS}
    return move.note if touches_cell or not roles <= CELL_ROLES else ""


def last_sent(dossier: Dossier) -> Move | None:
    """Returns the move with which the cell last handed the dossier over."""
    return next((move for move in reversed(dossier.moves) if move.step == "submit"), None)


def receipt(dossier: Dossier) -> Move | None:
    """Returns the move with which the cell handed the dossier over; None while the dossier is a draft."""
    return None if dossier.state is State.draft else last_sent(dossier)


def sending_number(dossier: Dossier, move: Move) -> int:
    """Returns which sending of the cell this is, from 1: each has a receipt of its own, although nothing may have
    changed since the one before."""
    return sum(each.step == move.step and each.number <= move.number for each in dossier.moves)


def decided_at_commune(session: Session, dossier: Dossier) -> Concluded | None:
    """Returns what the commune has issued on a dossier that is still on its desk; None before, and after the dossier
    ended."""
    if dossier.state in ENDS:
        return None
    query = (
        select(DecisionItem)
        .join(DecisionItem.decision)
        .where(
            DecisionItem.dossier_id == dossier.id,
            DecisionItem.outcome.is_not(None),
            Decision.state == DecisionState.issued,
            Decision.unit_id == dossier.review_unit_id,
        )
    )
    item = session.scalars(query.order_by(DecisionItem.id.desc()).limit(1)).first()
    if item is None or item.outcome is None:
        return None
    decision = item.decision
    return Concluded(
        outcome=item.outcome, proposed=None, source="", decided_by=_body(session, decision, dossier),
        number=decision.number, issued_on=decision.issued_on,
    )  # fmt: skip


def _body(session: Session, decision: Decision, dossier: Dossier) -> str:
    day = decision.issued_on or dossier.campaign.as_of
    unit = names_on(session, [decision.unit_id], day)[decision.unit_id]
    return unit.issuer_name or unit.committee_name


def full_at(item: DecisionItem) -> str | None:
    """Returns the level that the unit lost to the quota alone; None where the decision gives a reason of its own."""
    programme, derived = item.decision.campaign.programme, item.derived
    if not programme.quotas or derived is None or item.reason or item.outcome is None:
        return None
    if not is_lowered_by_quota(derived, item.outcome, all_limited(programme)):
        return None
    return derived.at_best or derived.at_least


def concluded(session: Session, dossier: Dossier) -> Concluded | None:
    """Returns the newest result of the unit for this campaign's period and kind; None while nothing is decided for
    it."""
    if dossier.state not in ENDS:
        return None
    query = select(Result).where(
        Result.unit_id == dossier.unit_id,
        Result.period_id == dossier.campaign.period_id,
        Result.kind == dossier.campaign.kind,
        Result.model == dossier.campaign.programme.model,
        Result.subject == dossier.subject,
        gives_a_level(),
    )
    result = session.scalars(query).one_or_none()
    if result is None:
        return None
    item = session.get(DecisionItem, result.decision_item_id) if result.decision_item_id else None
    if item is None:
        return Concluded(outcome=result.outcome, proposed=result.proposed, source=result.source)
    decision = item.decision
    return Concluded(
        outcome=result.outcome, proposed=result.proposed, source=result.source,
        decided_by=_body(session, decision, dossier), number=decision.number, issued_on=decision.issued_on,
        reason=item.reason, full_at=full_at(item),
    )  # fmt: skip
