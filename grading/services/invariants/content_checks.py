"""The part of `checks` about the content of dossiers: what was handed on is still what its last revision froze.

Rows are read as plain values, and compared with the stored text: reading them as objects takes ten times as long.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import (
    Assessment,
    AwardOpinion,
    Ballot,
    Done,
    Dossier,
    Event,
    Evidence,
    Figure,
    RegisteredWork,
    Registration,
    Revision,
    Score,
)
from grading.rules.ballots import COUNTED
from grading.rules.frozen.dossier import DOSSIER
from grading.rules.programme import Programme
from grading.services.invariants.batches import UNREADABLE
from grading.services.invariants.format_checks import read_or_none
from workflows import Finding, Layer, State

_DECIDED = frozenset({State.certified, State.declined})
_HANDED_ON = frozenset(State) - {State.draft, State.withdrawn, State.discontinued, State.noted}
"""A state that is new on the path is among them: what was sent is held there as anywhere."""
_WORK = ("title", "target", "measure", "done", "note")
Body = Mapping[str, Any]
_ByDossier = dict[int, list[Any]]


def what_was_handed_on_is_still_there(session: Session, dossiers: Sequence[Dossier]) -> Iterator[Finding]:
    """Checks the cell's part of every dossier that it handed on (its answers, ballot and files), and everything of
    one that a decision ended, figures included."""
    handed_on = [dossier for dossier in dossiers if dossier.state in _HANDED_ON and dossier.moves]
    if not handed_on:
        return
    last, now = _last_revisions(session, [dossier.id for dossier in handed_on]), _Rows(session, handed_on)
    for dossier in handed_on:
        if dossier.id not in last:
            yield Finding.of("dossier_unfrozen", dossier=dossier.id)
            continue
        text, at = last[dossier.id]
        try:
            then = DOSSIER.read(text)
        except UNREADABLE:
            continue  # stored_formats_can_be_read names it
        yield from now.differing(dossier, then, at)


def _last_revisions(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, datetime]]:
    newest = select(func.max(Revision.id)).where(Revision.dossier_id.in_(ids)).group_by(Revision.dossier_id)
    query = select(Revision.dossier_id, Revision.content, Revision.at).where(Revision.id.in_(newest))
    return {dossier_id: (content, at) for dossier_id, content, at in session.execute(query)}


def _heard(session: Session, ids: Sequence[int]) -> set[int]:
    """Returns the dossiers of which the record says that somebody gave an opinion on an award. A database that went
    back to a version without opinions has lost them and the record alike."""
    acts = (Done.award_opinion_saved, Done.award_proposal_saved)
    lines = select(Event.subject_id).where(Event.subject_kind == Dossier.__tablename__, Event.subject_id.in_(ids))
    return set(session.scalars(lines.where(Event.done.in_(acts))))


class _Rows:
    """The rows that the tables hold now for some dossiers, in the shape of a revision."""

    def __init__(self, session: Session, dossiers: Sequence[Dossier]) -> None:
        ids = [dossier.id for dossier in dossiers]
        self._assessments = _assessments(session, ids)
        self._ballots = _listed(
            session, Ballot, ("round", "held_on", "votes", *COUNTED), ids, order=(Ballot.dossier_id, Ballot.round)
        )
        self._files = _listed(
            session, Evidence, ("criterion", "sha256", "name", "removed_at"), ids, order=(Evidence.id,)
        )  # fmt: skip
        self._opinions = _listed(session, AwardOpinion, ("ground", "by_id", "in_favour", "words"), ids, order=())
        self._heard = _heard(session, ids)
        self._works = _works(session, ids)
        self._figures = _figures(session, dossiers)

    def differing(self, dossier: Dossier, then: Body, at: datetime) -> Iterator[Finding]:
        is_ended = dossier.state in _DECIDED
        layers = self._assessments.get(dossier.id, {})
        kept = {_name(each): each for each in then["assessments"]}
        wanted = kept if is_ended else {name: each for name, each in kept.items() if each["layer"] == Layer.self_}
        mine = layers if is_ended else {key: each for key, each in layers.items() if each["layer"] == Layer.self_}
        if mine != wanted:
            yield _differs(dossier, "assessments")
        if [_ballot(row) for row in self._ballots.get(dossier.id, [])] != [*then["ballots"]]:
            yield _differs(dossier, "ballots")
        live = sorted(row[:3] for row in self._files.get(dossier.id, []) if row[3] is None)
        if live != sorted([each["criterion"], each["sha256"], each["name"]] for each in then["evidence"]):
            yield _differs(dossier, "evidence")
        if is_ended:
            yield from self._decided(dossier, then, at)

    def _decided(self, dossier: Dossier, then: Body, at: datetime) -> Iterator[Finding]:
        said = sorted(self._opinions.get(dossier.id, []), key=lambda row: (row[0], row[1] or 0))
        heard = [[each[key] for key in ("ground", "by", "in_favour", "words")] for each in then["award_opinions"]]
        if said != heard and (said or dossier.id in self._heard):
            yield _differs(dossier, "award_opinions")
        works = self._works.get(dossier.id, [])
        if then["works"] is not None and works != [[each[key] for key in _WORK] for each in then["works"]]:
            yield _differs(dossier, "works")
        figures = self._figures.get((dossier.unit_id, dossier.campaign.period_id), {})
        for metric, value in then["figures"].items():
            rows = [row for row in figures.get(metric, ()) if row[1] <= at]
            if not rows or rows[-1][0] != value:
                yield _figure_differs(dossier, metric, value, rows[-1][0] if rows else None)


def _differs(dossier: Dossier, part: str) -> Finding:
    return Finding.of("content_differs", dossier=dossier.id, part=part)


def _figure_differs(dossier: Dossier, key: str, then: int, now: int | None) -> Finding:
    """Returns the finding with the figure as the campaign's programme describes it; with its key where the programme
    cannot be read."""
    programme: Programme | None = read_or_none(dossier.campaign, "programme")
    known = {metric.key: metric for metric in programme.metrics} if programme else {}
    where = {"dossier": dossier.id, "metric": known.get(key, key), "then": then}
    return Finding.of("figure_gone", **where) if now is None else Finding.of("figure_differs", **where, now=now)


def _name(assessment: Body) -> tuple[str, int]:
    return assessment["layer"], assessment["by"] or 0


def _assessments(session: Session, ids: Sequence[int]) -> dict[int, dict[tuple[str, int], Body]]:
    columns = (Assessment.id, Assessment.dossier_id, Assessment.layer, Assessment.by_id, Assessment.outcome)
    query = select(*columns, Assessment.words, Assessment.finished_at).where(Assessment.dossier_id.in_(ids))
    found: dict[int, dict[tuple[str, int], Body]] = defaultdict(dict)
    scores: dict[int, dict[str, Body]] = {}
    for row_id, dossier_id, layer, by, outcome, words, finished_at in session.execute(query):
        scores[row_id] = {}
        body: dict[str, Any] = {"layer": layer.value, "by": by, "outcome": outcome, "words": words}
        body |= {"finished": finished_at is not None, "scores": scores[row_id]}
        found[dossier_id][_name(body)] = body
    said = select(Score.assessment_id, Score.criterion, Score.grade, Score.points, Score.words)
    for row_id, criterion, grade, points, words in session.execute(said.where(Score.assessment_id.in_(scores))):
        scores[row_id][criterion] = {"grade": _plain(grade), "points": points, "words": words}
    return found


def _listed(session: Session, table: Any, names: Sequence[str], ids: Sequence[int], *, order: Any) -> _ByDossier:
    query = select(table.dossier_id, *(getattr(table, name) for name in names)).where(table.dossier_id.in_(ids))
    found: _ByDossier = defaultdict(list)
    for dossier_id, *values in session.execute(query.order_by(*order) if order else query):
        found[dossier_id].append([_plain(value) for value in values])
    return found


def _works(session: Session, ids: Sequence[int]) -> _ByDossier:
    same = (Registration.campaign_id == Dossier.campaign_id) & (Registration.unit_id == Dossier.unit_id)
    work = RegisteredWork
    query = (
        select(Dossier.id, work.title, work.target, work.measure, work.done, work.note)
        .join(Registration, same)
        .join(work, work.registration_id == Registration.id)
        .where(Dossier.id.in_(ids))
    )
    found: _ByDossier = defaultdict(list)
    for dossier_id, *values in session.execute(query.order_by(Dossier.id, work.number)):
        found[dossier_id].append(values)
    return found


def _figures(session: Session, dossiers: Sequence[Dossier]) -> dict[tuple[int, int], dict[str, list[Any]]]:
    """Returns the figures of the ended dossiers' units, each row with its value and time, oldest first. A row that
    came after the revision was a lawful report or correction, and changes nothing of what was decided."""
    ended = [dossier for dossier in dossiers if dossier.state in _DECIDED]
    units, periods = {each.unit_id for each in ended}, {each.campaign.period_id for each in ended}
    query = select(Figure.unit_id, Figure.period_id, Figure.metric, Figure.value, Figure.at)
    found: dict[tuple[int, int], dict[str, list[Any]]] = {}
    if not ended:
        return found
    wanted = query.where(Figure.unit_id.in_(units), Figure.period_id.in_(periods)).order_by(Figure.id)
    for unit_id, period_id, metric, value, at in session.execute(wanted):
        found.setdefault((unit_id, period_id), {}).setdefault(metric, []).append((value, at))
    return found


def _ballot(row: Sequence[Any]) -> Body:
    round_, held_on, votes, *counts = row
    return {
        "round": round_, "held_on": held_on, "votes": votes, "counts": dict(zip(COUNTED, counts, strict=True)),
    }  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
