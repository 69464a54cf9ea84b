"""The reasons why a step is closed, each with the page where a person can mend it."""

from collections.abc import Callable, Iterable, Mapping

from flask import url_for

from grading.services.dossiers.returns import BALLOT, MEMBERS
from grading.web.shell.visit import Visit
from grading.words import reason_words
from workflows import Reason

Told = str | tuple[str, str]
"""A sentence, or a sentence and the address where the person can act."""


def told(visit: Visit, reasons: Iterable[Reason]) -> list[Told]:
    """Returns the reasons as sentences. Only the cell gets addresses too, because only the cell mends its own
    dossier."""
    return [_told(visit, reason) for reason in reasons]


def _told(visit: Visit, reason: Reason) -> Told:
    sentence = reason_words(reason, visit.programme)
    place = _PLACES.get(reason.code)
    if place is None or not visit.is_cell:
        return sentence
    return sentence, place(visit, reason)


def _first_criterion(visit: Visit, reason: Reason) -> str:
    return criterion_url(visit, str(reason.params["list"]).partition(",")[0])


def _first_returned(visit: Visit, reason: Reason) -> str:
    labels = reason.params["list"]
    assert isinstance(labels, tuple)
    return part_url(visit, labels[0])


def _criterion(visit: Visit, reason: Reason) -> str:
    return criterion_url(visit, str(reason.params["criterion"]))


def _members(visit: Visit, _reason: Reason) -> str:
    return url_for("answers.members", dossier_id=visit.dossier.id)


def _agreement(visit: Visit, _reason: Reason) -> str:
    return url_for("dossiers.check", dossier_id=visit.dossier.id, _anchor="so-lieu-chua-khop")


def _ballot(visit: Visit, _reason: Reason) -> str:
    return url_for("answers.ballot", dossier_id=visit.dossier.id)


def criterion_url(visit: Visit, number: str) -> str:
    group, criterion = visit.criterion(number)
    return url_for("answers.group", dossier_id=visit.dossier.id, key=group.key, _anchor=criterion.key)


def part_url(visit: Visit, label: str) -> str:
    """Returns the page of a thing that a return names: a criterion by its number, the counts of members, the ballot."""
    if label in {MEMBERS, BALLOT}:
        return url_for(f"answers.{label}", dossier_id=visit.dossier.id)
    return criterion_url(visit, label)


_PLACES: Mapping[str, Callable[[Visit, Reason], str]] = {
    "unanswered": _first_criterion,
    "not_completed": _first_returned,
    "evidence_missing": _criterion,
    "figures_missing": _members,
    "members_sum": _members,
    "figures_disagree": _agreement,
    "ballot_missing": _ballot,
    "ballot_no_majority": _ballot,
    "ballot_short": _ballot,
    "ballot_no_quorum": _ballot,
    "ballot_title_lost": _ballot,
}
