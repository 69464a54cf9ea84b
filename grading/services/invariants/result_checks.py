"""The part of `checks` about results: each decided line has one, and one is in force in each place."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from grading.models import Decision, DecisionItem, DecisionState, Result, ResultInForce
from grading.services.invariants import batches
from grading.services.results.results import place_of


def decided_lines_have_their_result(session: Session) -> Iterator[str]:
    query = (
        select(DecisionItem)
        .join(Decision)
        .outerjoin(Result, Result.decision_item_id == DecisionItem.id)
        .where(Decision.state == DecisionState.issued, DecisionItem.outcome.is_not(None), Result.id.is_(None))
    )
    for item in session.scalars(query):
        yield f"decision {item.decision_id} gave dossier {item.dossier_id} no result"


def results_say_what_was_decided(session: Session) -> Iterator[str]:
    query = select(Result, DecisionItem).join(DecisionItem, Result.decision_item_id == DecisionItem.id)
    for result, item in session.execute(query.where(Result.outcome != DecisionItem.outcome)):
        yield f"result {result.id} says {result.outcome}, decision {item.decision_id} says {item.outcome}"


def one_result_is_in_force(session: Session) -> Iterator[str]:
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
            yield f"result {result.id} is neither" if row is None else f"result {result.id} is in force and superseded"
        elif row is not None and (row.unit_id, row.subject, row.period_id, row.model) != place_of(result):
            yield f"result {result.id} is in force in another place than its own"
        elif later is not None and place_of(later) != place_of(result):
            yield f"result {later.id} supersedes result {result.id} of another place"
