"""The appraisal team's list where the levels are decided already: who may get an award, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import AwardOpinion, Campaign, Dossier
from grading.permissions import roles_on
from grading.services.dossiers import dossiers, revisions
from grading.services.dossiers.facts import facts_of, one_facts
from grading.services.ground.errors import refuse
from grading.services.ground.typed_reasons import worded
from grading.services.layers import award_opinions
from grading.services.layers.award_opinions import Candidate
from grading.services.layers.queue import Handled, each_dossier
from grading.services.layers.team_list import TEAM
from grading.services.results.results import ratings_by_year
from grading.services.units.units import names_on
from workflows import ActName, Facts, Kind, OpenStep, Role, State, may, open_steps


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One dossier on the list. `own` says whether the viewer has an opinion on its awards, and is None for a viewer who
    need not have one; `proposed` is the key of the award that the team proposes, if the viewer may read it."""

    dossier: Dossier
    name: str
    commune: str
    sort_key: tuple[str, str]
    search_key: str
    level: str | None
    facts: Facts
    candidates: list[Candidate]
    here: bool
    own: bool | None
    proposed: str | None
    may_be_passed: bool

    @property
    def waits(self) -> bool:
        """Returns whether the viewer's own opinion is still to be given."""
        return self.here and self.own is False


def award_list(session: Session, actor: Actor, campaign: Campaign) -> list[Listed]:
    """Returns the dossiers commune by commune in Vietnamese order. The number of queries does not depend on their
    number."""
    visible = [(row, roles_on(actor.standing, row)) for row in dossiers.list_dossiers(session, actor, campaign)]
    mine = {dossier: roles for dossier, roles in visible if roles & TEAM}
    revisions.read_award_opinions(session, mine)
    facts = facts_of(session, actor, list(mine))
    units = {unit for dossier in mine for unit in (dossier.unit_id, dossier.review_unit_id)}
    names = names_on(session, units, campaign.as_of)
    cells = [dossier.unit_id for dossier in mine]
    found = _open_by_unit(session, campaign, cells)
    levels = ratings_by_year(session, cells) if campaign.kind is Kind.rating else {}
    rows = []
    for dossier, roles in mine.items():
        cell, commune, own_facts = names[dossier.unit_id], names[dossier.review_unit_id], facts[dossier.id]
        candidates = found.get(dossier.unit_id, [])
        reads = may(campaign.process, _READ_THE_TEAM, dossier.state, roles, own_facts)
        rows.append(
            Listed(
                dossier=dossier, name=cell.org_name, commune=commune.org_name,
                sort_key=(commune.sort_key, cell.sort_key), search_key=cell.search_key,
                level=levels.get(dossier.unit_id, {}).get(campaign.year), facts=own_facts, candidates=candidates,
                here=dossier.state is State.appraisal, own=_own(actor, dossier, roles, own_facts, candidates),
                proposed=said.ground if reads and (said := award_opinions.proposed(dossier)) else None,
                may_be_passed=_onward(dossier, roles, own_facts) is not None,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.sort_key)


_READ_THE_TEAM = ActName.read_panel


def _open_by_unit(session: Session, campaign: Campaign, units: list[int]) -> dict[int, list[Candidate]]:
    if not award_opinions.appraises_awards(campaign):
        return {}
    found = award_opinions.candidates(session, campaign, units)
    return {unit_id: [each for each in listed if each.ground.is_open] for unit_id, listed in found.items()}


def _own(
    actor: Actor, dossier: Dossier, roles: frozenset[Role], facts: Facts, candidates: list[Candidate]
) -> bool | None:
    if award_opinions.of_author(dossier, actor.account_id):
        return True
    may_say = may(dossier.campaign.process, ActName.appraise_award, dossier.state, roles, facts)
    return False if may_say and candidates and Role.appraiser in roles else None


def _onward(dossier: Dossier, roles: frozenset[Role], facts: Facts) -> OpenStep | None:
    """Returns the step that hands the dossier on with a note instead of an award; None where it is not open, or needs
    no note."""
    steps = open_steps(dossier.campaign.process, dossier.state, roles, facts)
    return next((each for each in steps if each.step.onward and each.is_open and each.has_note_instead), None)


def pass_on_many(
    session: Session, actor: Actor, campaign: Campaign, seen: Mapping[int, int | None], note: str
) -> list[Handled]:
    """Hands each dossier on by itself without a proposal of an award, with one note for all; `seen` holds the
    version of each dossier that was on the page. A dossier with a proposed award stays, with its reason.

    Raises:
        Refused: note_missing, note_long; nothing is done then.
        NoResultFound: when the viewer may not see one of them; nothing is done then.
    """
    if not worded(note):
        raise refuse("note_missing")
    if len(note) > dossiers.LONGEST_NOTE:
        raise refuse("note_long", max=dossiers.LONGEST_NOTE)

    def hand_on(dossier: Dossier) -> None:
        facts = one_facts(session, actor, dossier)
        if facts.award_proposed:
            raise refuse("award_is_proposed")
        dossiers.take_step(session, actor, dossier, "approve", note=note, seen_version=seen[dossier.id])

    return each_dossier(session, actor, campaign, seen, hand_on)


def waiting(session: Session, actor: Actor, campaign: Campaign, unit_id: int) -> tuple[int, int]:
    """Returns how many dossiers of this team wait for the account's opinion on an award, and how many have it."""
    if not award_opinions.appraises_awards(campaign):
        return 0, 0
    given = select(AwardOpinion.dossier_id).where(AwardOpinion.by_id == actor.account_id)
    of_team = (Dossier.campaign_id == campaign.id) & (Dossier.appraisal_unit_id == unit_id)
    query = select(Dossier.unit_id).where(
        of_team, Dossier.state == State.appraisal, Dossier.id.not_in(given),
        Dossier.unit_id.not_in(actor.standing.own_units),
    )  # fmt: skip
    found = _open_by_unit(session, campaign, list(session.scalars(query)))
    done = session.scalar(select(func.count()).select_from(Dossier).where(of_team, Dossier.id.in_(given))) or 0
    return sum(bool(candidates) for candidates in found.values()), done
