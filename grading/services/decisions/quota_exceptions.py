"""The papers that allow groups of a decision the higher share: stored and removed while the decision is drafted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor
from grading.models import Decision, QuotaException
from grading.rules import quota
from grading.rules.programmes.parts.quota import Quota
from grading.rules.quota import QuotaGroup
from grading.services.decisions.choices import LONGEST_PAPER, ExceptionPaper
from grading.services.decisions.quota_groups import Placed, groups_of
from grading.services.ground.errors import refuse
from grading.services.ground.typed_reasons import typed_reason
from grading.text import nfc


def are_offered(decision: Decision) -> bool:
    """Returns whether the programme has a higher share, and this decision is the one that counts the quota."""
    return bool(_rising(decision)) and decision.decides_outcome


def papers_of(decision: Decision) -> Sequence[QuotaException]:
    """Returns the papers of the decision; asks for none where the programme has no higher share."""
    return decision.exceptions if are_offered(decision) else ()


def keep(session: Session, actor: Actor, decision: Decision, papers: Mapping[str, ExceptionPaper]) -> None:
    """Makes the draft have exactly these papers, by the keys of their groups.

    Raises:
        Refused: when papers are not offered, for a group that is not on the table, and for a paper without reason,
            number or date, or with a date in the future.
    """
    _check(session, decision, papers, actor.now)
    stored = {row.group_key: row for row in decision.exceptions}
    for key in stored.keys() - papers.keys():
        decision.exceptions.remove(stored[key])
        session.delete(stored[key])
    higher = {quota.key_of(rule, group): rule.exceptional_pct for rule, group in _offered(session, decision)}
    for key, paper in papers.items():
        row = stored.get(key) or QuotaException(group_key=key)
        facts: dict[str, object] = {
            "reason": nfc(paper.reason).strip(), "paper_number": nfc(paper.number).strip(), "paper_on": paper.dated,
        }  # fmt: skip
        if any(getattr(row, name) != value for name, value in facts.items()):
            facts |= {"pct": higher[key], "by_id": actor.person.id, "at": actor.now}
            for name, value in facts.items():
                setattr(row, name, value)
        if key not in stored:
            decision.exceptions.append(row)


def drop_those_gone(session: Session, decision: Decision) -> None:
    """Removes the papers of groups that have no dossier left on the table."""
    present_keys = _keys(session, decision)
    for row in [row for row in decision.exceptions if row.group_key not in present_keys]:
        decision.exceptions.remove(row)
        session.delete(row)


def _check(session: Session, decision: Decision, papers: Mapping[str, ExceptionPaper], now: datetime) -> None:
    if papers and not are_offered(decision):
        raise refuse("exception_not_offered")
    if papers and not papers.keys() <= _keys(session, decision):
        raise refuse("not_on_the_table")
    for paper in papers.values():
        if not (typed_reason(paper.reason) and paper.number.strip() and paper.dated):
            raise refuse("exception_incomplete")
        if len(paper.number) > LONGEST_PAPER:
            raise refuse("paper_number_long", max=LONGEST_PAPER)
        if paper.dated > clock.day(now):
            raise refuse("date_future", date=paper.dated)


def _keys(session: Session, decision: Decision) -> set[str]:
    return {quota.key_of(rule, group) for rule, group in _offered(session, decision)}


def _offered(session: Session, decision: Decision) -> Iterator[tuple[Quota, QuotaGroup]]:
    """Yields each quota with a higher share, and each group of it that is on the table."""
    placed = [Placed.of(item.dossier) for item in decision.items]
    for rule in _rising(decision):
        groups = groups_of(session, decision.campaign, placed, rule.group_by)
        yield from ((rule, group) for group in dict.fromkeys(groups.values()))


def _rising(decision: Decision) -> list[Quota]:
    return [rule for rule in decision.campaign.programme.quotas if rule.exceptional_pct is not None]
