"""Revisions: the whole content of a dossier, frozen with its digest."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Integer, Select, bindparam, func, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from grading.models import Assessment, AwardOpinion, Ballot, Dossier, RegisteredWork, Revision, Stage
from grading.rules.ballots import Counts
from grading.rules.conditions import figures_before, figures_frozen
from grading.rules.frozen.dossier import (
    FrozenAssessment,
    FrozenAwardOpinion,
    FrozenBallot,
    FrozenDossier,
    FrozenFile,
    FrozenScore,
    FrozenWork,
)
from grading.rules.frozen.formats import digest_of
from grading.services.dossiers.beside import beside_each
from grading.services.figures.figures import staged
from grading.services.results.results import ratings_by_year
from workflows import Side


def freeze(session: Session, dossier: Dossier, now: datetime) -> Revision:
    """Returns the revision with today's content. It gets a new number only if something changed since the last
    revision."""
    return freeze_each(session, [dossier], now)[dossier.id]


def freeze_each(session: Session, dossiers: Sequence[Dossier], now: datetime) -> dict[int, Revision]:
    """Returns the revision of each dossier, as `freeze` does, by id of the dossier and in a fixed number of queries.
    New ones are written with the next flush."""
    read_ahead(session, dossiers)
    newest, revisions = _newest_of_each(session, dossiers), {}
    for dossier in dossiers:
        frozen, last = as_it_stands(session, dossier), newest.get(dossier.id)
        if last is None or not last.holds(frozen):
            number, text = last.number + 1 if last else 1, frozen.to_text()
            last = Revision(dossier_id=dossier.id, number=number, content=text, digest=digest_of(text), at=now)
            session.add(last)
        revisions[dossier.id] = last
    return revisions


def read_ahead(session: Session, dossiers: Sequence[Dossier]) -> None:
    """Reads what `as_it_stands` asks for about many dossiers at once; until something is written, it is not read
    again."""
    units, periods = {dossier.unit_id for dossier in dossiers}, {dossier.campaign.period_id for dossier in dossiers}
    staged(session, units, periods)
    if any(_rests_on_rating(dossier) for dossier in dossiers):
        ratings_by_year(session, units)
    beside_each(session, dossiers)
    read_award_opinions(session, [dossier for dossier in dossiers if not _is_before_the_team(dossier)])


def read_award_opinions(session: Session, dossiers: Iterable[Dossier]) -> None:
    """Reads the opinions of the team about the awards of many dossiers at once."""
    unread = {dossier.id: dossier for dossier in dossiers if "award_opinions" in inspect(dossier).unloaded}
    if not unread:
        return
    found: dict[int, list[AwardOpinion]] = {dossier_id: [] for dossier_id in unread}
    query = select(AwardOpinion).where(AwardOpinion.dossier_id.in_(unread)).order_by(AwardOpinion.id)
    for opinion in session.scalars(query):
        found[opinion.dossier_id].append(opinion)
    for dossier_id, opinions in found.items():
        set_committed_value(unread[dossier_id], "award_opinions", opinions)


def _newest_of_each(session: Session, dossiers: Sequence[Dossier]) -> dict[int, Revision]:
    asked = {"dossiers": [dossier.id for dossier in dossiers]}
    return {last.dossier_id: last for last in session.scalars(_newest(), asked)}


@cache
def _newest() -> Select[Revision]:
    """Returns the query for the newest revision of each of the `dossiers`. Every act that freezes asks it."""
    asked = Revision.dossier_id.in_(bindparam("dossiers", expanding=True, type_=Integer()))
    newest = select(func.max(Revision.id)).where(asked).group_by(Revision.dossier_id)
    return select(Revision).where(Revision.id.in_(newest))


def is_still(session: Session, dossier: Dossier, revision: Revision) -> bool:
    """Returns whether the dossier holds exactly what the revision froze, in the format of the revision."""
    return revision.holds(as_it_stands(session, dossier))


def trace(session: Session, dossier: Dossier) -> tuple[int, str]:
    """Returns number and digest of the revision that freezing now would give."""
    frozen = as_it_stands(session, dossier)
    last = dossier.revisions[-1] if dossier.revisions else None
    if last is not None and last.holds(frozen):
        return last.number, last.digest
    return (last.number if last else 0) + 1, digest_of(frozen.to_text())


def as_it_stands(session: Session, dossier: Dossier) -> FrozenDossier:
    """Returns every layer, ballot, figure, file and registered work of the dossier, and what the team said about its
    awards.

    It holds the figures that its programme names (`figures_frozen`). If others decided some, the proposed values
    stand beside them. If a title needs a rating, or takes points from it, the unit's live rating of the year is
    included.
    """
    registration, rests_on_rating = dossier.registration, _rests_on_rating(dossier)
    ratings = ratings_by_year(session, [dossier.unit_id]).get(dossier.unit_id, {}) if rests_on_rating else {}
    figures, proposed = _figures(session, dossier)
    around = beside_each(session, [dossier])[dossier.id]
    live = [(row.criterion, row.sha256, row.name) for row in dossier.evidence if not row.removed_at]
    return FrozenDossier(
        dossier=dossier.id,
        campaign=dossier.campaign.code,
        unit=dossier.unit.code,
        programme=dossier.campaign.programme_digest,
        assessments=tuple(_assessment(assessment) for assessment in _in_order(dossier.assessments)),
        ballots=tuple(_ballot(ballot) for ballot in sorted(dossier.ballots, key=lambda ballot: ballot.round)),
        figures=figures,
        proposed=proposed,
        evidence=tuple(FrozenFile(criterion=key, sha256=sha256, name=name) for key, sha256, name in sorted(live)),
        works=tuple(_work(work) for work in registration.works) if registration else None,
        rests_on_rating=rests_on_rating,
        rating=ratings.get(dossier.campaign.year),
        award_opinions=_award_opinions(dossier),
        before=_before(dossier, around.before),
        outcomes=around.frozen_outcomes,
        registered=around.registered,
    )


def _rests_on_rating(dossier: Dossier) -> bool:
    return any(rule.requires_rating_at_least for rule in dossier.programme.outcomes) or dossier.programme.reads_rating


def _figures(session: Session, dossier: Dossier) -> tuple[dict[str, int], dict[str, int]]:
    """Returns the figures, and what was proposed for those that others decided."""
    unit_id, period_id, programme = dossier.unit_id, dossier.campaign.period_id, dossier.programme
    latest, proposed = staged(session, [unit_id], [period_id])
    keys = [(unit_id, period_id, key) for key in sorted(figures_frozen(programme))]
    stored = [latest[key] for key in keys if key in latest]
    decided = [key for key in keys if key in proposed and latest[key].stage is Stage.decided]
    return {figure.metric: figure.value for figure in stored}, {key[2]: proposed[key].value for key in decided}


def _before(dossier: Dossier, figures: Mapping[str, int]) -> dict[str, int]:
    """Returns the figures of the year before that a condition reads."""
    keys = sorted(figures_before(dossier.programme))
    return {key: figures[key] for key in keys if key in figures}


def _in_order(assessments: list[Assessment]) -> list[Assessment]:
    return sorted(assessments, key=lambda assessment: (assessment.layer, assessment.by_id or 0))


def _assessment(assessment: Assessment) -> FrozenAssessment:
    return FrozenAssessment(
        layer=assessment.layer,
        by=assessment.by_id,
        outcome=assessment.outcome,
        words=assessment.words,
        finished=assessment.finished_at is not None,
        scores={
            score.criterion: FrozenScore(grade=score.grade, points=score.points, words=score.words)
            for score in assessment.scores
        },
    )


def _ballot(ballot: Ballot) -> FrozenBallot:
    return FrozenBallot(round=ballot.round, held_on=ballot.held_on, counts=Counts.of(ballot), votes=dict(ballot.votes))


def _award_opinions(dossier: Dossier) -> tuple[FrozenAwardOpinion, ...]:
    """Returns them in a fixed order, and none while the dossier lies before the team: they are nothing that a cell or a
    commune has before it. What the team said stands, as its layers do, and is here again when the dossier comes back.
    """
    said = [] if _is_before_the_team(dossier) else dossier.award_opinions
    return tuple(
        FrozenAwardOpinion(ground=row.ground, by=row.by_id, in_favour=row.in_favour, words=row.words)
        for row in sorted(said, key=lambda row: (row.ground, row.by_id or 0))
    )


def _is_before_the_team(dossier: Dossier) -> bool:
    return dossier.state in dossier.campaign.process.until(Side.review)


def _work(work: RegisteredWork) -> FrozenWork:
    return FrozenWork(title=work.title, target=work.target, measure=work.measure, done=work.done, note=work.note)
