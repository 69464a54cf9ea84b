"""The part of `checks` about commendations: each says what was decided, and the register runs without a gap."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import (
    Award,
    Commendation,
    Decision,
    DecisionItem,
    DecisionState,
    Dossier,
    RegisterCounter,
    Revision,
)
from grading.rules import awards
from grading.services.commendations import commendations
from grading.services.invariants import batches
from grading.services.invariants.format_checks import is_readable
from workflows import Finding


def commendations_bind_to_what_was_decided(session: Session) -> Iterator[Finding]:
    """Checks that a commendation names the revision that the decision was made on and the ground that was voted on."""
    query = (
        select(Commendation, Award, Revision.digest)
        .join(Award, Commendation.award_id == Award.id)
        .join(
            DecisionItem,
            (DecisionItem.decision_id == Award.decision_id) & (DecisionItem.dossier_id == Award.dossier_id),
        )
        .join(Revision, DecisionItem.revision_id == Revision.id)
    )
    for paper, award, digest in session.execute(query.execution_options(yield_per=batches.SIZE)):
        if paper.revision_digest != digest or not _says_what_was_voted_on(paper, award):
            yield Finding.of("paper_unlike_decision", paper=paper.id, decision=award.decision_id)


def _says_what_was_voted_on(paper: Commendation, award: Award) -> bool:
    campaign = award.decision.campaign
    if not (is_readable(campaign, "programme") and is_readable(paper, "frozen")):
        return True  # another check names what cannot be read
    ground = awards.achievement(campaign.programme.award(award.ground), campaign.year, award.decision.day)
    return paper.frozen.achievement == ground


def register_runs_without_gap(session: Session) -> Iterator[Finding]:
    numbers: dict[tuple[int, int], list[int]] = {}
    listed = select(Commendation.authority_unit_id, Commendation.register_year, Commendation.register_no)
    for unit_id, year, number in session.execute(listed.order_by(Commendation.register_no)):
        numbers.setdefault((unit_id, year), []).append(number)
    counters = {(row.authority_unit_id, row.year): row.last for row in session.scalars(select(RegisterCounter))}
    for key in numbers.keys() | counters.keys():
        issued = numbers.get(key, [])
        if issued != list(range(1, len(issued) + 1)) or counters.get(key, 0) != len(issued):
            counted = {"numbers": tuple(issued), "last": counters.get(key)}
            yield Finding.of("register_gap", body=key[0], year=key[1], **counted)


def register_year_is_the_decisions(session: Session) -> Iterator[Finding]:
    query = select(Commendation.id, Commendation.register_year, Decision.issued_on)
    for row_id, year, issued_on in session.execute(query.join(Award, Commendation.award_id == Award.id).join(Decision)):
        if issued_on is None:
            yield Finding.of("register_unissued", paper=row_id, year=year)
        elif issued_on.year != year:
            yield Finding.of("register_year", paper=row_id, year=year, date=issued_on)


def awards_have_one_commendation(session: Session) -> Iterator[Finding]:
    columns = (Award.decision_id, Dossier.unit_id)
    papers = select(*columns, func.count(Commendation.id)).select_from(Award).outerjoin(Commendation)
    query = papers.join(Decision).join(Dossier, Award.dossier_id == Dossier.id)
    issued = query.where(Decision.state == DecisionState.issued).group_by(Award.id, *columns)
    for decision_id, unit_id, number in session.execute(issued):
        if number == 0:
            yield Finding.of("award_without_paper", decision=decision_id, unit=unit_id)
        elif number > 1:
            yield Finding.of("award_with_papers", decision=decision_id, unit=unit_id, n=number)


def commendations_keep_their_facts(session: Session) -> Iterator[Finding]:
    for row in batches.rows(session, select(Commendation)):
        if commendations.digest_of(row.facts) != row.digest:
            yield Finding.of("paper_changed", paper=row.id)
