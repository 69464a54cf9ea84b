"""The part of `checks` about results: each decided line has one, and one is in force in each place."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from grading.models import Decision, DecisionItem, DecisionState, Result, ResultInForce
from grading.services.invariants import batches
from grading.services.results.results import place_of
from workflows import Finding


def decided_lines_have_their_result(session: Session) -> Iterator[Finding]:
    query = (
        select(DecisionItem)
        .join(Decision)
        .outerjoin(Result, Result.decision_item_id == DecisionItem.id)
        .where(Decision.state == DecisionState.issued, DecisionItem.outcome.is_not(None), Result.id.is_(None))
    )
    for item in session.scalars(query):
        yield Finding.of("line_without_result", decision=item.decision_id, dossier=item.dossier_id)


def results_say_what_was_decided(session: Session) -> Iterator[Finding]:
    query = select(Result, DecisionItem).join(DecisionItem, Result.decision_item_id == DecisionItem.id)
    for result, item in session.execute(query.where(Result.outcome != DecisionItem.outcome)):
        yield _about(result, "result_unlike_decision", decision=item.decision_id, decided=item.outcome)


def one_result_is_in_force(session: Session) -> Iterator[Finding]:
    """Checks that each result is either in force in its own place or superseded by a newer one of the same place."""
    newer = aliased(Result)
    query = (
        select(Result, ResultInForce, newer)
        .outerjoin(ResultInForce, ResultInForce.result_id == Result.id)
        .outerjoin(newer, newer.supersedes_id == Result.id)
        .execution_options(yield_per=batches.SIZE)
    )
    for found in session.execute(query):
        result: Result = found[0]
        row: ResultInForce | None = found[1]
        later: Result | None = found[2]
        if (row is None) is (later is None):
            yield _about(result, "result_nowhere" if row is None else "result_in_force_and_replaced")
        elif row is not None and (row.unit_id, row.subject, row.period_id, row.model) != place_of(result):
            yield _about(result, "result_misplaced")
        elif later is not None and place_of(later) != place_of(result):
            yield _about(later, "result_replaces_another")


def _about(result: Result, code: str, **params: object) -> Finding:
    return Finding.of(code, unit=result.unit_id, period=result.period_id, level=result.outcome, **params)
