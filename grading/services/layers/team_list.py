"""The appraisal team's list: every dossier that was handed on to the team, with the progress of its assessments."""

from dataclasses import dataclass
from enum import StrEnum, auto

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Account, Assessment, Campaign, Dossier
from grading.permissions import roles_on
from grading.services.dossiers import dossiers
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.facts import facts_of
from grading.services.layers.assessments import may_read
from grading.services.units.units import names_on
from workflows import ActName, BallotStanding, Facts, Layer, Role, State, Work, may, work_of

TEAM = frozenset({Role.appraiser, Role.appraisal_lead})


class Progress(StrEnum):
    """The progress of somebody's own assessment, or of the team's."""

    not_started = auto()
    doing = auto()
    done = auto()


@dataclass(frozen=True, kw_only=True)
class Appraised:
    """One dossier on the team's list. `own` is None if the viewer does not assess it; `settled` and `proposal` are None
    while the viewer may not read what the team agrees on."""

    dossier: Dossier
    name: str
    commune: str
    sort_key: tuple[str, str]
    search_key: str
    facts: Facts
    roles: frozenset[Role]
    here: bool
    own: Progress | None
    settled: Progress | None
    proposal: str | None
    ballot: BallotStanding | None

    @property
    def work(self) -> Work | None:
        """What is done of the dossier while the team has it."""
        return work_of(self.dossier.campaign.process, self.dossier.state, self.facts) if self.here else None

    @property
    def waits(self) -> bool:
        """Returns whether the viewer's own assessment is still to be finished."""
        return self.here and self.own not in (None, Progress.done)

    @property
    def counts(self) -> bool:
        """Returns whether the viewer must finish or has finished an assessment of this dossier; the page of waiting
        work counts the same way."""
        return self.waits or self.own is Progress.done


def team_list(session: Session, actor: Actor, campaign: Campaign) -> list[Appraised]:
    """Returns the dossiers commune by commune in Vietnamese order. The number of queries does not depend on their
    number."""
    visible = [(row, roles_on(actor.standing, row)) for row in dossiers.list_dossiers(session, actor, campaign)]
    mine = [(dossier, roles) for dossier, roles in visible if roles & TEAM]
    facts = facts_of(session, actor, [dossier for dossier, _ in mine])
    units = {unit for dossier, _ in mine for unit in (dossier.unit_id, dossier.review_unit_id)}
    names = names_on(session, units, campaign.as_of)
    rows = []
    for dossier, roles in mine:
        cell, commune, dossier_facts = names[dossier.unit_id], names[dossier.review_unit_id], facts[dossier.id]
        reads_panel = may_read(dossier, Layer.panel, roles, dossier_facts)
        panel = layer_in(dossier, Layer.panel) if reads_panel else None
        rows.append(
            Appraised(
                dossier=dossier, name=cell.org_name, commune=commune.org_name,
                sort_key=(commune.sort_key, cell.sort_key), search_key=cell.search_key,
                facts=dossier_facts, roles=roles, here=dossier.state is State.appraisal,
                own=_own(dossier, actor.person, roles, dossier_facts),
                settled=_settled(panel, dossier_facts) if reads_panel else None,
                proposal=panel.outcome if panel else None,
                ballot=_ballot(dossier, roles, dossier_facts),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.sort_key)


def _own(dossier: Dossier, viewer: Account, roles: frozenset[Role], facts: Facts) -> Progress | None:
    own = layer_in(dossier, Layer.appraiser, viewer.id)
    if own is not None:
        return Progress.done if own.finished_at else Progress.doing
    may_score = may(dossier.campaign.process, ActName.score_appraiser, dossier.state, roles, facts)
    return Progress.not_started if may_score and Role.appraiser in roles else None


def _settled(panel: Assessment | None, facts: Facts) -> Progress:
    if panel is None:
        return Progress.not_started
    return Progress.doing if facts.panel_unscored or facts.proposal_missing else Progress.done


def _ballot(dossier: Dossier, roles: frozenset[Role], facts: Facts) -> BallotStanding | None:
    reads = may(dossier.campaign.process, ActName.read_ballot, dossier.state, roles, facts)
    return facts.ballot if reads and dossier.ballots else None
