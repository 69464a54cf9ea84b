"""The dossiers on which a body cannot decide yet, with the reasons: before a meeting opens and again at its vote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier
from grading.services.decisions import elsewhere
from grading.services.dossiers import member_levels
from grading.services.dossiers.differences import layer_in, unexplained_numbers
from grading.services.dossiers.facts import unscored
from grading.services.figures.figures import latest
from workflows import Facts, Layer, Reason, State, why_not_decided

Found = dict[int, tuple[Reason, ...]]
Names = Mapping[int, str]
"""The name of each dossier's unit, by id of the dossier."""


def of_dossiers(session: Session, campaign: Campaign, unit_id: int, dossiers: Sequence[Dossier], names: Names) -> Found:
    """Returns the reasons by dossier, for those that the body cannot decide on; none where it decides no outcomes."""
    if not campaign.decides_outcome(unit_id):
        return {}
    figures = latest(session, {dossier.unit_id for dossier in dossiers}, [campaign.period_id])
    place, others = campaign.table_of(unit_id), dict(elsewhere.decided(session, campaign, dossiers, names))
    found = {
        dossier.id: (
            *why_not_decided(place, _facts(dossier, member_levels.are_undecided(figures, dossier), place)),
            *([others[dossier.id]] if dossier.id in others else []),
        )
        for dossier in dossiers
    }
    return {dossier_id: reasons for dossier_id, reasons in found.items() if reasons}


def told_together(found: Found, names: Names) -> Iterator[Reason]:
    """Yields one reason for all dossiers that lack the same thing, as the refusal of a vote says it."""
    codes = {
        "layers_incomplete": {"commune_unscored", "commune_unexplained"},
        "members_undecided": {"members_proposed_only"},
    }
    for code, kinds in codes.items():
        if lacking := [key for key, reasons in found.items() if kinds & {reason.code for reason in reasons}]:
            yield Reason(code=code, params={"n": len(lacking), "list": _listed(lacking, names), "dossier": lacking[0]})
    yield from (reason for reasons in found.values() for reason in reasons if reason.code == elsewhere.CODE)


def _facts(dossier: Dossier, members_undecided: bool, place: State) -> Facts:
    """Returns the facts about which a body asks before it decides."""
    if place is not State.commune_review:
        return Facts(members_undecided=members_undecided)
    return Facts(
        commune_unscored=unscored(dossier.programme, layer_in(dossier, Layer.commune)),
        commune_unexplained=unexplained_numbers(dossier, Layer.commune),
        members_undecided=members_undecided,
    )


def _listed(dossier_ids: Iterable[int], names: Names) -> tuple[str, ...]:
    return tuple(names[dossier_id] for dossier_id in dossier_ids)
