"""The bodies of a campaign in words, for pages with the dossiers of several organisations."""

from collections.abc import Iterable

from grading.models import Campaign
from grading.services.units.units import names_on
from grading.web.shell.session import db
from grading.words.bodies import Bodies, bodies_of


def bodies_in(campaign: Campaign, review_unit_ids: Iterable[int]) -> Bodies:
    """Returns the words for the organisations that review, and for the body that decides at the end."""
    reviewers, authority_id = set(review_unit_ids), campaign.authority_unit_id
    names = names_on(db.session, {*reviewers, authority_id}, campaign.as_of)
    return bodies_of((names[unit_id] for unit_id in reviewers), names[authority_id])
