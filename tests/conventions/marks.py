"""Marked values in what is not for everybody: no answer to anybody else may contain one, be it a page, a refusal or the
name of a file."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select
from werkzeug.test import TestResponse

from grading.models import Assessment, Decision, DecisionState, Dossier, HalfYearReview
from tests.conventions.sights import CELL, Who, who
from tests.conventions.town import CELLS, UNPUBLISHED, Town
from tests.seats import get
from workflows import Layer, State

READERS: Mapping[str, Who] = {
    "dau-tra-loi": CELL,  # the words of a draft
    "dau-tep-dinh-kem": CELL,  # the name of a file in a draft
    "83.471": CELL,  # the members that a draft counts
    "dau-so-ket": CELL,  # the half-year review of a title's draft
    "dau-tang-xa": who("reviewer, commune"),  # the commune's layer before the commune has decided
    "dau-nghi-quyet": who("commune"),  # a reason in the draft of a decision
    UNPUBLISHED: who("admin"),  # the paper of a programme that is not published
}
"""The people who may read each marked value; a number stands as pages write it."""

STANDS = {
    "dau-tra-loi": ("secretary", "/dossiers/{dossier draft}/groups/{group}"),
    "dau-tep-dinh-kem": ("secretary", "/dossiers/{dossier draft}/evidence"),
    "83.471": ("secretary", "/units/{unit}"),
    "dau-so-ket": ("committee", "/dossiers/{title draft}/year/half-year"),
    "dau-tang-xa": ("reviewer", "/dossiers/{dossier commune_review}"),
    "dau-nghi-quyet": ("commune", "/campaigns/{campaign rating}/decision"),
    UNPUBLISHED: ("admin", "/programmes"),
}
"""One reader of each marked value, and a page where it stands."""


def plant(town: Town) -> None:
    """Writes each marked value into a field that only its readers may read."""
    season, draft = town.season, CELLS[State.draft]
    season.campaign = "rating"
    with season.writing() as session:
        _mark_draft(session.get_one(Dossier, season.dossier_id(draft)))
        sent = session.get_one(Dossier, season.dossier_id(CELLS[State.commune_review]))
        for score in _layer(sent, Layer.commune).scores:
            score.words = "dau-tang-xa"
        drafted = select(Decision).where(Decision.state == DecisionState.drafted)
        session.scalars(drafted).one().items[0].reason = "dau-nghi-quyet"
        session.add(
            HalfYearReview(
                unit_id=get(session, draft).id, year=2022, held_on=date(2022, 6, 30), due=10, present=10, on_track=3,
                behind=1, words="dau-so-ket", saved_at=season.now,
            )
        )  # fmt: skip
    season.count_members(draft, members_official=83471, members_rated=83472, members_good=83469)


def _mark_draft(dossier: Dossier) -> None:
    for score in _layer(dossier, Layer.self_).scores:
        score.words = "dau-tra-loi"
    dossier.evidence[0].name = "dau-tep-dinh-kem.pdf"


def _layer(dossier: Dossier, layer: Layer) -> Assessment:
    return next(each for each in dossier.assessments if each.layer is layer)


def leaks(actor: str, answer: TestResponse) -> Iterator[str]:
    """Yields a fault for each marked value that this person may not read. Files are given only to those who may read
    all of them, so only what is text is looked through, and the head of every answer."""
    said = str(answer.headers)
    if answer.mimetype.startswith("text/") or answer.is_json:
        said += answer.text
    for mark, readers in READERS.items():
        if actor not in readers and (mark in said or mark.replace(".", "") in said):
            yield f"tells “{mark}”"
