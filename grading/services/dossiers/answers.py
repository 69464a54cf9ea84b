"""The cell's work in its own dossier: answers, and counts of its members."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Account, Assessment, Done, Dossier, Score
from grading.rules.contradictions import implied
from grading.rules.frozen.canonical import canonical
from grading.rules.frozen.formats import digest_of
from grading.rules.programmes.parts.criteria import Criterion
from grading.services.dossiers import dossiers, returns
from grading.services.dossiers.entries import Entry, entry_faults
from grading.services.dossiers.facts import figure_values
from grading.services.dossiers.points import given_to
from grading.services.figures import figures
from grading.services.figures.handed_over import SELF_ASSESSMENT
from grading.services.figures.in_use import in_use
from grading.services.ground.errors import NotNow, Refused, refuse
from grading.services.record.recording import record
from grading.text import nfc
from workflows import Layer, Reason


def print_of(answer: Entry | Score | None) -> str:
    """Returns a short digest of what an answer says. A page carries it, so that what somebody left as it was shown is
    known."""
    said = (answer.grade, answer.points, nfc(answer.words).strip()) if answer else (None, None, "")
    return digest_of(canonical(said))[:16]


class StaleEntries(NotNow):
    """Somebody else saved these criteria in the meantime; nothing of the form was stored."""

    def __init__(self, criteria: tuple[str, ...]) -> None:
        self.criteria = criteria
        super().__init__([Reason(code="stale_criteria", params={"list": criteria})])


def open_criteria(dossier: Dossier) -> tuple[Criterion, ...]:
    """Returns the criteria that the cell may change now; after a return only those that the return names."""
    criteria = dossier.programme.criteria
    return tuple(criterion for criterion in criteria if returns.is_open(dossier, criterion.key))


def save_answers(session: Session, actor: Actor, dossier: Dossier, entries: Mapping[str, Entry]) -> Assessment:
    """Stores the draft of the cell's own assessment, criterion by criterion.

    Raises:
        WorkflowError: when the cell may not change the dossier now.
        StaleEntries: when a criterion changed since the form was made.
        Refused: for a criterion that is locked, points above the maximum, or too many words; points_given where nobody
            may depart from the figures, departure_reason where somebody does without words.
    """
    dossiers.require(session, actor, dossier, "answer")
    opened = {criterion.key for criterion in open_criteria(dossier)}
    if locked := set(entries) - opened:
        raise refuse("criteria_locked", list=_numbers(dossier, locked))
    if keys := without_reason(dossier, entries):
        numbers = [dossier.programme.criterion(key).number for key in keys]
        raise Refused([Reason(code="departure_reason", params={"criterion": number}) for number in numbers])
    own = layer_of(session, dossier, Layer.self_)
    write_scores(session, dossier, own, entries, now=actor.now)
    own.saved_by_id = actor.person.id
    dossiers.touch(actor, dossier)
    record(session, actor, Done.answers_saved, dossier, criteria=sorted(entries))
    session.flush()
    return own


def _numbers(dossier: Dossier, keys: set[str]) -> tuple[str, ...]:
    """Returns numbers in the order of the sheet; a key that is not in the programme comes at the end as it is."""
    numbers = [(criterion.key, criterion.number) for criterion in dossier.programme.criteria]
    return (*(number for key, number in numbers if key in keys), *sorted(keys - {key for key, _ in numbers}))


def own_layer(dossier: Dossier) -> Assessment | None:
    """Returns the cell's own assessment; None before anything was written."""
    return next((assessment for assessment in dossier.assessments if assessment.layer is Layer.self_), None)


def layer_of(session: Session, dossier: Dossier, layer: Layer, by: Account | None = None) -> Assessment:
    """Returns the assessment of that layer (and appraiser); creates it if it does not exist yet."""
    author = by.id if by else None
    for assessment in dossier.assessments:
        if (assessment.layer, assessment.by_id) == (layer, author):
            return assessment
    assessment = Assessment(dossier_id=dossier.id, layer=layer, by_id=author)
    dossier.assessments.append(assessment)
    session.flush()
    return assessment


def write_scores(
    session: Session, dossier: Dossier, assessment: Assessment, entries: Mapping[str, Entry], *, now: datetime
) -> bool:
    """Checks every entry, then stores the changed ones; returns whether any changed. Raises before anything is
    stored."""
    programme, entries = dossier.programme, _departing(dossier, entries)
    waived = {key for key, found in given_to(dossier).items() if found.is_closed}
    reasons = [
        reason
        for key, entry in entries.items()
        for reason in entry_faults(programme.criterion(key), entry, is_waived=key in waived)
    ]
    if reasons:
        raise Refused(reasons)
    stale = tuple(
        programme.criterion(key).number
        for key, entry in entries.items()
        if (score := assessment.score(key)) and entry.version != score.version and not _is_same(score, entry)
    )
    if stale:
        raise StaleEntries(stale)
    changed = [_write(assessment, key, entry, now) for key, entry in entries.items()]
    session.flush()
    return any(changed)


def _departing(dossier: Dossier, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Returns the entries without the points that the figures give anyway: so a later correction of a figure counts.
    An empty entry for a criterion that does not apply is left out: what was written for it before stays."""
    given = given_to(dossier)
    out = {key for key, found in given.items() if found.is_closed}
    same = {key for key, entry in entries.items() if key in given and entry.points == given[key].points}
    closed = {criterion.key for criterion in dossier.programme.given if not criterion.is_typed}
    said = {key: entry for key, entry in entries.items() if key not in out or entry.points is not None or entry.words}
    return {key: replace(entry, points=None) if key in same - closed - out else entry for key, entry in said.items()}


def without_reason(dossier: Dossier, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Returns the keys of the criteria with other points than the figures give, and without words."""
    given = {criterion.key for criterion in dossier.programme.given if criterion.is_typed}
    departing = _departing(dossier, {key: entry for key, entry in entries.items() if key in given})
    return tuple(key for key, entry in departing.items() if entry.points is not None and not entry.words.strip())


def _is_same(score: Score, entry: Entry) -> bool:
    return (score.grade, score.points, score.words) == (entry.grade, entry.points, nfc(entry.words).strip())


def _write(assessment: Assessment, key: str, entry: Entry, now: datetime) -> bool:
    score = assessment.score(key)
    words = nfc(entry.words).strip()
    if score is None:
        if entry.grade is None and entry.points is None and not words:
            return False
        score = Score(criterion=key, saved_at=now)
        assessment.scores.append(score)
    elif _is_same(score, entry):
        return False
    score.grade, score.points, score.words, score.saved_at = entry.grade, entry.points, words, now
    return True


def record_members(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    values: Mapping[str, int],
    *,
    seen: Mapping[str, int] | None = None,
) -> None:
    """Stores the counts that the programme asks of a cell (hundredths); counts that are not given stay unchanged.

    Raises:
        Refused: members_sum, when they do not add up; criteria_locked, after a return that does not name them.
        NotNow: stale, when a stored count differs from the one on the form (`seen`); figure_in_use for each count that
            a dossier already handed on uses.
    """
    dossiers.require(session, actor, dossier, "enter_figures")
    returns.require_open(dossier, returns.MEMBERS)
    stored = asked_values(session, dossier)
    if seen is not None and any(stored.get(key) not in {seen.get(key), value} for key, value in values.items()):
        raise dossiers.changed_meanwhile(session, dossier)
    changed = {key for key, value in values.items() if stored.get(key) != value}
    if locked := [reason for key, reason in in_use(session, dossier).items() if key in changed]:
        raise NotNow(locked)
    programme, merged = dossier.programme, {**stored, **values}
    if reasons := programme.asked_faults(merged):
        raise Refused(reasons)
    if not changed:
        return
    proposed_again = programme.proposed_with(changed)
    reported = {key: merged[key] for key in proposed_again if key in merged} | implied(programme.consistency, merged)
    figures.report(
        session,
        actor,
        dossier.unit_id,
        dossier.campaign.period_id,
        reported,
        source=SELF_ASSESSMENT,
        anew=proposed_again,
    )
    dossiers.touch(actor, dossier)
    record(session, actor, Done.members_counted, dossier, metrics=sorted(changed))
    session.flush()


def asked_values(session: Session, dossier: Dossier) -> dict[str, int]:
    """Returns what the cell itself gave of the counts that the programme asks of it (hundredths), by metric."""
    _, proposed = figures.staged(session, [dossier.unit_id], [dossier.campaign.period_id])
    stored = figure_values(proposed, dossier)
    return {key: stored[key] for key in dossier.programme.asks if key in stored}
