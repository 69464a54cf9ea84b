"""The level that the rules give each line of a decision, and the lines whose chosen level departs from it."""

from collections.abc import Hashable

from sqlalchemy.orm import Session

from grading.models import Base, Decision
from grading.rules.departures import Departure, departure, is_lowered_by_quota
from grading.rules.derivation import Derivation
from grading.services.decisions import quota, ranking
from grading.services.decisions.quota import Outcomes
from grading.services.dossiers import derivations
from grading.services.ground.kept import kept


def derived(session: Session, decision: Decision) -> dict[int, Derivation]:
    """Returns the derivation by dossier, if this decision sets the level: the one frozen at the vote, or before the
    vote the current one. That is derived once in a transaction, as long as nothing is written."""
    if not decision.decides_outcome:
        return {}
    if decision.voted_at is not None:
        frozen = ((item.dossier_id, item.derived) for item in decision.items)
        return {dossier_id: derivation for dossier_id, derivation in frozen if derivation is not None}
    known: dict[Hashable, dict[int, Derivation]] = kept(session, Base)
    if (place := ("derivations", decision.id)) not in known:
        on_the_table = [item.dossier for item in decision.items]
        known[place] = derivations.of_dossiers(session, decision.campaign, on_the_table)
    return known[place]


def of_decision(
    session: Session, decision: Decision, typed: Outcomes | None = None, said: dict[int, Derivation] | None = None
) -> dict[int, Departure]:
    """Returns the departure by dossier, for lines that depart. `typed` replaces the stored outcomes, as for the
    quota."""
    said = derived(session, decision) if said is None else said
    outcomes = {item.dossier_id: item.outcome for item in decision.items} if typed is None else typed
    passed = ranking.passed_over(session, decision, outcomes)
    without_room = quota.without_room(session, decision, typed)
    departing: dict[int, Departure] = {}
    for item in decision.items:
        chosen = outcomes.get(item.dossier_id)
        if chosen is None or item.dossier_id not in said:
            continue
        full = without_room.get(item.dossier_id, set())
        if (kind := departure(said[item.dossier_id], chosen, full=full)) is not None:
            departing[item.dossier_id] = kind
        elif item.dossier_id in passed and is_lowered_by_quota(said[item.dossier_id], chosen, full):
            departing[item.dossier_id] = Departure.passed_over
    return departing
