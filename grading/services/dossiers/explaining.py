"""What a cell says about figures of its dossier that do not agree."""

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Dossier, Explanation
from grading.services.dossiers import dossiers
from grading.services.dossiers.agreement import compare, key_of
from grading.services.ground.errors import not_now, refuse
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from workflows import ActName


def explain(
    session: Session, actor: Actor, dossier: Dossier, relation: str, reason: str, *, seen: tuple[int, int]
) -> Explanation:
    """Keeps both counts with the cell's reason; it lapses when either changes.

    Raises:
        WorkflowError: when the table closes the figures to this account now.
        NotNow: no_contradiction, unless the two counts of the page (`seen`) still differ.
        Refused: reason_needed, reason_long; agreement_needed for counts that no reason makes agree.
    """
    dossiers.require(session, actor, dossier, ActName.enter_figures)
    there = [each.difference for each in compare(session, dossier)]
    here = [each for each in there if each.relation == relation and (each.reported, each.computed) == seen]
    if not here:
        raise not_now("no_contradiction")
    if not here[0].may_differ:
        raise refuse("agreement_needed")
    if not (words := typed_reason(reason)):
        raise refuse("reason_needed")
    unit_id, period_id, rule, reported, computed = key_of(dossier, here[0])
    row = Explanation(
        unit_id=unit_id, period_id=period_id, rule=rule, reported=reported, computed=computed, reason=words,
        by_id=actor.person.id, at=actor.now,
    )  # fmt: skip
    session.add(row)
    dossiers.touch(actor, dossier)
    record(session, actor, Done.figures_explained, dossier, words, rule=relation)
    session.flush()
    return row
