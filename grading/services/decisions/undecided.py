"""Collects the dossiers on which a body cannot decide yet, by `workflows/work.py`: before a meeting, at its vote."""

from collections.abc import Iterator, Mapping, Sequence, Set

from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier
from grading.services.decisions import elsewhere
from grading.services.dossiers import member_levels
from grading.services.dossiers.differences import layer_in, unexplained_numbers
from grading.services.dossiers.facts import unscored
from grading.services.figures.figures import Values, latest
from workflows import Facts, Layer, Reason, State, why_not_decided

Found = dict[int, tuple[Reason, ...]]
Names = Mapping[int, str]
"""The name of each dossier's unit, by id of the dossier."""


def of_dossiers(
    session: Session, campaign: Campaign, unit_id: int, dossiers: Sequence[Dossier], names: Names,
    *, facts: Mapping[int, Facts] | None = None,
) -> Found:  # fmt: skip
    """Returns the reasons by dossier, for those that the body cannot decide on; none where it decides no outcomes."""
    if not campaign.decides_outcome(unit_id):
        return {}
    place, others = campaign.table_of(unit_id), dict(elsewhere.decided(session, campaign, dossiers, names))
    facts = _facts(session, campaign, dossiers, place) if facts is None else facts
    found = {
        dossier.id: (
            *why_not_decided(place, facts[dossier.id]),
            *([others[dossier.id]] if dossier.id in others else []),
        )
        for dossier in dossiers
    }
    return {dossier_id: reasons for dossier_id, reasons in found.items() if reasons}


def told_together(found: Found, names: Names) -> Iterator[Reason]:
    """Yields one reason for all dossiers that lack the same thing, as the refusal of a vote says it."""
    if unscored_ones := _lacking(found, {"commune_unscored", "commune_unexplained"}):
        params = {"n": len(unscored_ones), "list": _listed(unscored_ones, names), "dossier": unscored_ones[0]}
        yield Reason(code="layers_incomplete", params=params)
    if proposed := _lacking(found, {"members_proposed_only"}):
        params = {"n": len(proposed), "list": _listed(proposed, names), "dossier": proposed[0]}
        yield Reason(code="members_undecided", params=params)
    yield from (reason for reasons in found.values() for reason in reasons if reason.code == "decided_elsewhere")


def _lacking(found: Found, codes: Set[str]) -> list[int]:
    return [key for key, reasons in found.items() if any(reason.code in codes for reason in reasons)]


def _listed(dossier_ids: Sequence[int], names: Names) -> tuple[str, ...]:
    return tuple(names[dossier_id] for dossier_id in dossier_ids)


def _facts(session: Session, campaign: Campaign, dossiers: Sequence[Dossier], place: State) -> dict[int, Facts]:
    """Returns by dossier the facts about which a body asks before it decides."""
    figures = latest(session, {dossier.unit_id for dossier in dossiers}, [campaign.period_id])
    return {dossier.id: _facts_of_one(dossier, figures, place) for dossier in dossiers}


def _facts_of_one(dossier: Dossier, figures: Values, place: State) -> Facts:
    members_undecided = member_levels.are_undecided(figures, dossier)
    if place is not State.commune_review:
        return Facts(members_undecided=members_undecided)
    return Facts(
        commune_unscored=unscored(dossier, layer_in(dossier, Layer.commune), figures),
        commune_unexplained=unexplained_numbers(dossier, Layer.commune),
        members_undecided=members_undecided,
    )
