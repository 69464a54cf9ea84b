"""The opinions of the appraisal team on the awards of a dossier whose level is decided already."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Account, AwardOpinion, Campaign, Done, Dossier
from grading.rules import awards
from grading.rules.awards import Ground
from grading.rules.programmes.parts.awards import StreakBase
from grading.services.dossiers import dossiers
from grading.services.ground.errors import Refused, refuse
from grading.services.ground.typed_reasons import typed_reason, worded
from grading.services.record.recording import record
from grading.services.results.years_running import histories
from grading.services.units.units import names_on
from grading.text import nfc
from workflows import CELL_ROLES, ActName, Facts, Reason, Role, may


@dataclass(frozen=True, kw_only=True)
class Said:
    """An opinion for or against one award, and why."""

    in_favour: bool
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One award of the programme for one unit: what stands in its way, and the unit's years that count for it, the last
    one first. `years` holds a level by year, or for awards on the ground of awards whether the year was awarded."""

    ground: Ground
    years: Mapping[int, str | bool | None]

    @property
    def key(self) -> str:
        return self.ground.rule.key


def follows_decided_levels(campaign: Campaign) -> bool:
    """Returns whether every dossier of the team has its level already: a commune decides the levels, and the campaign's
    own table does not let the team score them again."""
    return campaign.commune_decides and any(act.name is ActName.appraise_award for act in campaign.process.acts)


def appraises_awards(campaign: Campaign) -> bool:
    """Returns whether the team appraises awards: the levels are decided before it, and the authority gives the
    awards."""
    gives = campaign.gives_awards(campaign.authority_unit_id) and bool(campaign.programme.awards)
    return gives and follows_decided_levels(campaign)


def candidates(session: Session, campaign: Campaign, units: Iterable[int]) -> dict[int, list[Candidate]]:
    """Returns the awards of the programme by unit, as its results stand now; in a fixed number of queries."""
    unit_ids, year = set(units), campaign.year
    names, stored = names_on(session, unit_ids, campaign.as_of), histories(session, unit_ids)
    found: dict[int, list[Candidate]] = {}
    for unit_id, history in stored.items():
        found[unit_id] = []
        for ground in awards.grounds(campaign.programme, year, history, unit=names[unit_id].org_name):
            record_, last = history.record(merger_breaks=ground.rule.merger_breaks), year - ground.rule.streak
            by_award = ground.rule.streak_base is StreakBase.award
            years = {
                each: each in record_.awarded if by_award and each != year else record_.levels.get(each)
                for each in range(year, last, -1)
            }
            found[unit_id].append(Candidate(ground=ground, years=years))
    return found


def open_candidates(session: Session, dossier: Dossier) -> list[Candidate]:
    """Returns the awards that the unit may get."""
    found = candidates(session, dossier.campaign, [dossier.unit_id])[dossier.unit_id]
    return [candidate for candidate in found if candidate.ground.is_open]


def may_see(dossier: Dossier, roles: Set[Role], facts: Facts) -> bool:
    """Returns whether this reader sees the page of the awards: the team as long as it has the dossier, later everybody
    above the cell who reads what the team agreed on."""
    if not appraises_awards(dossier.campaign) or roles <= CELL_ROLES:
        return False
    acts = (ActName.appraise_award, ActName.propose_award, ActName.read_panel)
    return any(may(dossier.campaign.process, act, dossier.state, roles, facts) for act in acts)


def of_author(dossier: Dossier, author_id: int | None) -> dict[str, AwardOpinion]:
    """Returns the opinions of one member of the team by award; for None what the team proposes."""
    return {row.ground: row for row in dossier.award_opinions if row.by_id == author_id}


def of_the_others(
    actor: Actor, dossier: Dossier, roles: Set[Role], facts: Facts
) -> dict[str, list[AwardOpinion]] | None:
    """Returns the opinions of the members of the team by award, or None for a reader who may not see them now. Each
    member judges alone first; the lead need not give an opinion of their own."""
    process, state = dossier.campaign.process, dossier.state
    if not may(process, ActName.read_appraiser, state, roles, facts):
        return None
    judges_alone = Role.appraisal_lead not in roles and may(process, ActName.appraise_award, state, roles, facts)
    if judges_alone and not of_author(dossier, actor.account_id):
        return None
    found: dict[str, list[AwardOpinion]] = {}
    for row in dossier.award_opinions:
        if row.by_id is not None:
            found.setdefault(row.ground, []).append(row)
    return found


def proposed(dossier: Dossier) -> AwardOpinion | None:
    """Returns the award that the team proposes, with its reason."""
    return next((row for row in of_author(dossier, None).values() if row.in_favour), None)


def counted(dossier: Dossier, key: str) -> tuple[int, int]:
    """Returns how many members of the team are for an award, and how many have an opinion on it."""
    said = [row.in_favour for row in dossier.award_opinions if row.ground == key and row.by_id is not None]
    return sum(said), len(said)


def version_of(opinions: Mapping[str, AwardOpinion]) -> int:
    """Returns a number that rises whenever somebody changes one of the opinions."""
    return sum(row.version for row in opinions.values())


def save_opinion(
    session: Session, actor: Actor, dossier: Dossier, said: Mapping[str, Said], *, seen: int | None = None
) -> None:
    """Stores the opinion of one member of the team on every award that the unit may get; against one, with a reason.

    Raises:
        WorkflowError: when the table does not let this account appraise awards now.
        NotNow: when the opinion changed since the page was made (`seen`, its version).
        Refused: award_opinion_missing, award_reason_missing, award_not_open, reason_long.
    """
    dossiers.require(session, actor, dossier, ActName.appraise_award)
    _check(session, dossier, said)
    if silent := [key for key, each in said.items() if not (each.in_favour or worded(each.words))]:
        raise Refused([Reason(code="award_reason_missing", params={"award": key}) for key in silent])
    if _keep(session, actor, dossier, said, by=actor.person, seen=seen):
        record(session, actor, Done.award_opinion_saved, dossier)


def propose(
    session: Session, actor: Actor, dossier: Dossier, said: Mapping[str, Said], *, seen: int | None = None
) -> None:
    """Stores what the team proposes to the body that gives the awards: at most one award, with a reason.

    Raises:
        Refused: award_proposed_twice, and as save_opinion does.
    """
    dossiers.require(session, actor, dossier, ActName.propose_award)
    _check(session, dossier, said)
    proposed = [key for key, each in said.items() if each.in_favour]
    if len(proposed) > 1:
        raise refuse("award_proposed_twice")
    if silent := [key for key in proposed if not worded(said[key].words)]:
        raise Refused([Reason(code="award_reason_missing", params={"award": key}) for key in silent])
    if _keep(session, actor, dossier, said, by=None, seen=seen):
        record(session, actor, Done.award_proposal_saved, dossier)


def _check(session: Session, dossier: Dossier, said: Mapping[str, Said]) -> None:
    open_keys = [candidate.key for candidate in open_candidates(session, dossier)]
    if not open_keys or said.keys() - set(open_keys):
        raise refuse("award_not_open")
    if unsaid := [key for key in open_keys if key not in said]:
        raise Refused([Reason(code="award_opinion_missing", params={"award": key}) for key in unsaid])
    for each in said.values():
        typed_reason(each.words)


def _keep(
    session: Session, actor: Actor, dossier: Dossier, said: Mapping[str, Said], *, by: Account | None, seen: int | None
) -> bool:
    """Makes these the author's only opinions: one on an award that is no longer open is dropped. Returns whether that
    changed anything: an old page that says what stands already is a second click."""
    before = of_author(dossier, by.id if by else None)
    if seen is not None and seen != version_of(before):
        if {key: (row.in_favour, row.words) for key, row in before.items()} == _spoken(said):
            return False
        raise dossiers.changed_meanwhile(session, dossier)
    for key in before.keys() - said.keys():
        dossier.award_opinions.remove(before[key])
        session.delete(before[key])
    for key, (in_favour, words) in _spoken(said).items():
        row = before.get(key)
        if row is None:
            row = AwardOpinion(dossier_id=dossier.id, ground=key, by_id=by.id if by else None)
            dossier.award_opinions.append(row)
        row.in_favour, row.words = in_favour, words
        row.saved_by_id, row.saved_at = actor.person.id, actor.now
    dossiers.touch(actor, dossier)
    session.flush()
    return True


def _spoken(said: Mapping[str, Said]) -> dict[str, tuple[bool, str]]:
    """Returns what is kept of each opinion."""
    return {key: (each.in_favour, nfc(each.words).strip()) for key, each in said.items()}
