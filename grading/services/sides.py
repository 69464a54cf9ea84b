"""On which sides of a control somebody already stood for a dossier: no person acts on two."""

from grading.models import Dossier, Registration
from workflows import Layer, Side

_OF_A_LAYER = {
    Layer.self_: Side.produce,
    Layer.commune: Side.review,
    Layer.appraiser: Side.appraise,
    Layer.panel: Side.appraise,
}


def sides_of(dossier: Dossier, account_id: int) -> frozenset[Side]:
    """From the steps the account took, the layers it saved and the members' levels it entered as decided; recording a
    decision is checked with the decision."""
    steps = ((move.step, move.source) for move in dossier.moves if move.by_id == account_id)
    taken = (dossier.campaign.process.find_step(name, source) for name, source in steps)
    saved = (
        _OF_A_LAYER[found.layer] for found in dossier.assessments if account_id in {found.by_id, found.saved_by_id}
    )
    entered = (Side.review for figure in dossier.decided_figures if figure.by_id == account_id)
    worked = frozenset({step.side for step in taken if step} | {*saved, *entered})
    return worked | _before_the_dossier(dossier, account_id)


def _before_the_dossier(dossier: Dossier, account_id: int) -> frozenset[Side]:
    return registering_sides(dossier.registration, account_id) if dossier.registration else frozenset()


def registering_sides(registration: Registration, account_id: int) -> frozenset[Side]:
    """Who registered for the cell, and who surveyed, chose and checked for the committee."""
    committee = {registration.surveyed_by_id, registration.settled_by_id, registration.checked_by_id}
    produced = {Side.produce} if account_id == registration.registered_by_id else set[Side]()
    return frozenset(produced | ({Side.review} if account_id in committee else set()))
