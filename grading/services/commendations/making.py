"""Asks for the papers of a decision: the file of each commendation, and all of them in one archive."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Commendation, Decision, Job, JobKind
from grading.services.commendations import register
from grading.services.ground.errors import not_now
from grading.services.jobs.arguments import OfDecision
from grading.services.jobs.asking import Asked, Line, ask


def ask_papers(session: Session, actor: Actor, decision: Decision, papers: Sequence[Commendation]) -> Job:
    """Asks for the files of these commendations of an issued decision. The act that calls it has checked the rights."""
    return _ask(session, actor, JobKind.papers, decision, papers)


def ask_missing(session: Session, actor: Actor) -> int:
    """Asks for the files that are missing, of the authorities whose papers this account makes, one job a decision;
    returns how many files that is. Raises Forbidden for an account that makes no papers."""
    register.require_any_printer(session, actor)
    missing = register.unprinted(session, actor)
    for decision, papers in groupby(missing, key=lambda paper: paper.award.decision):
        _ask(session, actor, JobKind.papers, decision, list(papers))
    return len(missing)


def ask_missing_of(session: Session, actor: Actor, decision: Decision) -> None:
    """Asks for the files of one decision that are missing. Raises Forbidden for any account that may not make them."""
    register.require_printer(session, actor, decision.unit_id)
    missing = [paper for paper in register.of_decision(session, decision.id) if paper.pdf_sha256 is None]
    if missing:
        _ask(session, actor, JobKind.papers, decision, missing)


def ask_volume(session: Session, actor: Actor, decision: Decision) -> Job:
    """Asks for the archive of all papers of a decision, in the order of the register.

    Raises Forbidden for any account that may not make the papers, and NotNow (no_papers) if the decision gave none.
    """
    register.require_printer(session, actor, decision.unit_id)
    papers = register.of_decision(session, decision.id)
    if not papers:
        raise not_now("no_papers")
    return _ask(session, actor, JobKind.volume, decision, papers)


def _ask(session: Session, actor: Actor, kind: JobKind, decision: Decision, papers: Sequence[Commendation]) -> Job:
    lines = [Line(label=_label(paper), commendation_id=paper.id) for paper in papers]
    arguments = OfDecision(number=decision.number or "")
    asked = Asked(kind=kind, key=f"decision {decision.id}", arguments=arguments, lines=lines, decision=decision)
    return ask(session, actor, asked)


def _label(paper: Commendation) -> str:
    return f"{paper.register_no:02d}/{paper.register_year}, {paper.facts.get('recipient', '')}"
