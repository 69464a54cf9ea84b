"""Revisions: the whole content of a dossier as canonical JSON, frozen with its digest."""

from datetime import datetime
from hashlib import sha256
from typing import Any

import rfc8785
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Assessment, Ballot, Dossier, Revision, Stage
from grading.rules.ballots import Counts
from grading.rules.conditions import figures_read, with_operands
from grading.rules.programme import Programme
from grading.services.figures.figures import staged
from grading.services.results.results import ratings_by_year


def freeze(session: Session, dossier: Dossier, now: datetime) -> Revision:
    """Returns the revision with today's content. It gets a new number only if something changed since the last
    revision."""
    text = content(session, dossier)
    digest = sha256(text.encode()).hexdigest()
    last = session.scalars(
        select(Revision).where(Revision.dossier_id == dossier.id).order_by(Revision.number.desc()).limit(1)
    ).first()
    if last is not None and last.digest == digest:
        return last
    number = session.scalar(select(func.count()).where(Revision.dossier_id == dossier.id)) or 0
    revision = Revision(dossier_id=dossier.id, number=number + 1, content=text, digest=digest, at=now)
    session.add(revision)
    return revision


def is_still(session: Session, dossier: Dossier, revision: Revision) -> bool:
    """Returns whether the dossier holds exactly what the revision froze."""
    return sha256(content(session, dossier).encode()).hexdigest() == revision.digest


def content(session: Session, dossier: Dossier) -> str:
    """Returns canonical JSON (RFC 8785) of every layer, ballot, figure, file and registered work of the dossier.

    It holds the figures that were asked for, that a condition reads, that a criterion names or that the months feed. If
    others decided some of them, the proposed values stand beside them. If a title needs a rating, the unit's live
    rating of the year is included.
    """
    body: dict[str, Any] = {
        "dossier": dossier.id,
        "campaign": dossier.campaign.code,
        "unit": dossier.unit.code,
        "programme": dossier.campaign.programme_digest,
        "assessments": [_assessment(assessment) for assessment in _in_order(dossier.assessments)],
        "ballots": [_ballot(ballot) for ballot in sorted(dossier.ballots, key=lambda ballot: ballot.round)],
        **_figures(session, dossier),
        "evidence": sorted([row.criterion, row.sha256, row.name] for row in dossier.evidence if not row.removed_at),
    }
    if registration := dossier.registration:
        body["works"] = [[work.title, work.target, work.measure, work.done, work.note] for work in registration.works]
    if dossier.programme.recognition and dossier.programme.recognition.requires_rating_at_least:
        body["rating"] = ratings_by_year(session, [dossier.unit_id]).get(dossier.unit_id, {}).get(dossier.campaign.year)
    return rfc8785.dumps(body).decode()


def _figures(session: Session, dossier: Dossier) -> dict[str, dict[str, int]]:
    unit_id, year, programme = dossier.unit_id, dossier.campaign.year, dossier.programme
    latest, proposed = staged(session, [unit_id], [year])
    keys = [(unit_id, year, key) for key in sorted(_kept(programme))]
    stored = [latest[key] for key in keys if key in latest]
    decided = [key for key in keys if key in proposed and latest[key].stage is Stage.decided]
    parts = {"figures": {figure.metric: figure.value for figure in stored}}
    return parts | ({"proposed": {key[2]: proposed[key].value for key in decided}} if decided else {})


def _kept(programme: Programme) -> frozenset[str]:
    named = {key for criterion in programme.criteria for key in criterion.figures}
    return figures_read(programme) | with_operands(programme, named) | {*programme.asks} | programme.fed


def _in_order(assessments: list[Assessment]) -> list[Assessment]:
    return sorted(assessments, key=lambda assessment: (assessment.layer, assessment.by_id or 0))


def _assessment(assessment: Assessment) -> dict[str, Any]:
    return {
        "layer": assessment.layer,
        "by": assessment.by_id,
        "outcome": assessment.outcome,
        "words": assessment.words,
        "finished": assessment.finished_at is not None,
        "scores": {
            score.criterion: [score.grade, score.points, score.words]
            for score in sorted(assessment.scores, key=lambda score: score.criterion)
        },
    }


def _ballot(ballot: Ballot) -> dict[str, Any]:
    return {
        "round": ballot.round,
        "held_on": ballot.held_on.isoformat(),
        **Counts.of(ballot).as_dict(),
        "votes": dict(ballot.votes),
    }
