"""The part of `checks` about commendations: each says what was decided, and the register runs without a gap."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Award, Commendation, Decision, DecisionItem, DecisionState, RegisterCounter, Revision
from grading.rules import awards
from grading.services.commendations import commendations
from grading.services.invariants import batches
from grading.services.invariants.format_checks import is_readable


def commendations_bind_to_what_was_decided(session: Session) -> Iterator[str]:
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
            yield f"commendation {paper.id} is for something else than decision {award.decision_id} gave"


def _says_what_was_voted_on(paper: Commendation, award: Award) -> bool:
    campaign = award.decision.campaign
    if not (is_readable(campaign, "programme") and is_readable(paper, "frozen")):
        return True  # another check names what cannot be read
    ground = awards.achievement(campaign.programme.award(award.ground), campaign.year, award.decision.day)
    return paper.frozen.achievement == ground


def register_runs_without_gap(session: Session) -> Iterator[str]:
    numbers: dict[tuple[int, int], list[int]] = {}
    listed = select(Commendation.authority_unit_id, Commendation.register_year, Commendation.register_no)
    for unit_id, year, number in session.execute(listed.order_by(Commendation.register_no)):
        numbers.setdefault((unit_id, year), []).append(number)
    counters = {(row.authority_unit_id, row.year): row.last for row in session.scalars(select(RegisterCounter))}
    for key in numbers.keys() | counters.keys():
        issued = numbers.get(key, [])
        if issued != list(range(1, len(issued) + 1)) or counters.get(key, 0) != len(issued):
            yield f"the register of unit {key[0]} in {key[1]} has {issued}, its counter says {counters.get(key)}"


def register_year_is_the_decisions(session: Session) -> Iterator[str]:
    query = select(Commendation.id, Commendation.register_year, Decision.issued_on)
    for row_id, year, issued_on in session.execute(query.join(Award, Commendation.award_id == Award.id).join(Decision)):
        if issued_on is None or issued_on.year != year:
            yield f"commendation {row_id} is not in the register of its decision's year"


def awards_have_one_commendation(session: Session) -> Iterator[str]:
    query = select(Award.id, func.count(Commendation.id)).join(Decision).outerjoin(Commendation)
    for award_id, number in session.execute(query.where(Decision.state == DecisionState.issued).group_by(Award.id)):
        if number != 1:
            yield f"award {award_id} has {number} commendations"


def commendations_keep_their_facts(session: Session) -> Iterator[str]:
    for row in batches.rows(session, select(Commendation)):
        if commendations.digest_of(row.facts) != row.digest:
            yield f"commendation {row.id} was changed"
