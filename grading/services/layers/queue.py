"""The commune's queue: every cell of a commune in one campaign, and the acts on many dossiers at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from grading.actors import Actor
from grading.models import Campaign, Dossier
from grading.permissions import roles_on
from grading.services.dossiers import dossiers, history, lateness, noting
from grading.services.dossiers.facts import facts_of
from grading.services.dossiers.unit_changes import first_questions
from grading.services.figures.clashes import clashes_by_unit
from grading.services.ground.errors import Refused
from grading.services.layers import assessments
from grading.services.units.units import names_on
from workflows import ActName, BallotStanding, Facts, Reason, Role, State, Work, WorkflowError, may, work_of

NOTE = "note"
"""The step of a light process: nothing is endorsed, nobody waits for a signed paper."""


class Place(StrEnum):
    """The place of a cell's dossier, as the commune sees it."""

    awaiting = auto()
    returned = auto()
    not_sent = auto()
    handed_on = auto()
    withdrawn = auto()
    discontinued = auto()


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One cell of the commune. `ballot` is None while the commune may not read it, or when no ballot was held;
    `arrival` is what a sheet that is only noted arrives at, and None while the commune may not read it."""

    dossier: Dossier
    name: str
    sort_key: str
    search_key: str
    place: Place
    facts: Facts
    roles: frozenset[Role]
    days_left: int
    is_late: bool
    """Whether the dossier is not with the commune although its day is over."""
    ballot: BallotStanding | None
    arrival: noting.Arrival | None
    asked_by: int | None
    """The task that asks what follows for the dossier since its unit changed; None while nothing is asked."""

    @cached_property
    def work(self) -> Work | None:
        """What is done of the dossier while the commune has it."""
        if self.place is not Place.awaiting:
            return None
        return work_of(self.dossier.campaign.process, self.dossier.state, self.facts)

    @property
    def level(self) -> str:
        """The level for which the cell's own ballot passed, or that of a sheet that is only noted."""
        if self.arrival:
            return self.arrival.level or ""
        return self.ballot.carried if self.ballot else ""

    @property
    def sent_at(self) -> datetime | None:
        """The moment when the cell last handed over the dossier; None while the dossier is a draft."""
        sent = history.receipt(self.dossier)
        return sent.at if sent else None

    @property
    def is_shut(self) -> bool:
        """Returns whether the campaign was closed before the cell sent its dossier, so that it never will."""
        return lateness.is_shut(self.dossier)

    @property
    def is_unsent(self) -> bool:
        return self.place in {Place.returned, Place.not_sent}

    @property
    def is_begun(self) -> bool:
        return bool(self.dossier.assessments or self.dossier.ballots)

    @cached_property
    def may_be_picked(self) -> bool:
        process = self.dossier.campaign.process
        if process.find_step(NOTE, self.dossier.state):
            return Role.commune_reviewer in self.roles and self.facts.own_unit is None
        return may(process, ActName.receive_paper, self.dossier.state, self.roles, self.facts)


@dataclass(frozen=True, kw_only=True)
class Handled:
    """The effect of an act on one of many dossiers. Without reasons the act was done; with reasons the dossier is
    unchanged."""

    dossier: Dossier
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The place of a dossier among those on the same desk: its number from 1, and the ids before and after."""

    number: int
    total: int
    before: int | None
    after: int | None


def queue(session: Session, actor: Actor, campaign: Campaign, unit_id: int) -> list[Waiting]:
    """Returns the commune's cells in Vietnamese order. The number of queries does not depend on the number of cells."""
    dossiers_of_commune = dossiers.show_dossiers(session, actor, campaign, unit_id)
    who, today = actor.standing, actor.today
    facts = facts_of(session, actor, dossiers_of_commune)
    names = names_on(session, [dossier.unit_id for dossier in dossiers_of_commune], campaign.as_of)
    arrived = {} if campaign.is_decided else noting.arrivals(session, campaign, dossiers_of_commune)
    rows = []
    asked = first_questions(session, [each for each in dossiers_of_commune if facts[each.id].unit_changed])
    for dossier in dossiers_of_commune:
        roles, period = roles_on(who, dossier), names[dossier.unit_id]
        reads = may(campaign.process, ActName.read_ballot, dossier.state, roles, facts[dossier.id])
        reads_sheet = may(campaign.process, ActName.read_self, dossier.state, roles, facts[dossier.id])
        rows.append(
            Waiting(
                dossier=dossier, name=period.org_name, sort_key=period.sort_key, search_key=period.search_key,
                place=place_of(dossier), facts=facts[dossier.id], roles=roles,
                days_left=(dossier.last_day - today).days, is_late=lateness.is_late(dossier, today),
                ballot=facts[dossier.id].ballot if reads and dossier.ballots else None,
                arrival=arrived.get(dossier.id) if reads_sheet else None,
                asked_by=asked.get(dossier.id),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.sort_key)


def open_contradictions(session: Session, campaign: Campaign, unit_id: int) -> int:
    """Returns how many contradictions of the commune wait for an explanation or a correction."""
    return sum(clash.is_open for clash in clashes_by_unit(session, campaign, [unit_id])[unit_id])


def explained_contradictions(session: Session, campaign: Campaign, unit_id: int) -> int:
    """Returns how many contradictions of the commune still stand, each with its explanation."""
    return sum(not clash.is_open for clash in clashes_by_unit(session, campaign, [unit_id])[unit_id])


def place_of(dossier: Dossier) -> Place:
    if dossier.state is State.commune_review:
        return Place.awaiting
    if dossier.state in {State.withdrawn, State.discontinued}:
        return Place(dossier.state)
    if dossier.state is State.draft:
        return Place.returned if dossier.returned else Place.not_sent
    return Place.handed_on


def endorse_many(session: Session, actor: Actor, campaign: Campaign, seen: Mapping[int, int | None]) -> list[Handled]:
    """Endorses each dossier by itself, or notes it in a light process; `seen` holds the version of each dossier that
    was on the page.

    Raises:
        NoResultFound: when the viewer may not see one of them; nothing is done then.
    """
    step = "endorse" if campaign.is_decided else NOTE

    def endorse(dossier: Dossier) -> None:
        dossiers.take_step(session, actor, dossier, step, seen_version=seen[dossier.id])

    return each_dossier(session, actor, campaign, seen, endorse)


def receive_many(session: Session, actor: Actor, campaign: Campaign, seen: Mapping[int, int | None]) -> list[Handled]:
    """Notes for each dossier that its signed paper has come in. Raises as endorse_many does."""

    def receive(dossier: Dossier) -> None:
        assessments.receive_paper(session, actor, dossier)

    return each_dossier(session, actor, campaign, seen, receive)


def each_dossier(
    session: Session, actor: Actor, campaign: Campaign, wanted: Mapping[int, object], act: Callable[[Dossier], None]
) -> list[Handled]:
    """Does the act on each dossier by itself: one that refuses stays as it is, with its reasons.

    Raises:
        NoResultFound: when the viewer may not see one of them; nothing is done then.
    """
    chosen = [row for row in dossiers.list_dossiers(session, actor, campaign) if row.id in wanted]
    if len(chosen) != len(wanted):
        raise NoResultFound
    names = names_on(session, [dossier.unit_id for dossier in chosen], campaign.as_of)
    done = [
        Handled(dossier=row, name=names[row.unit_id].org_name, reasons=_attempt(session, row, act)) for row in chosen
    ]
    return sorted(done, key=lambda handled: names[handled.dossier.unit_id].sort_key)


def _attempt(session: Session, dossier: Dossier, act: Callable[[Dossier], None]) -> tuple[Reason, ...]:
    """Returns the reasons why the act was not done. A savepoint keeps a failure with one dossier away from the
    others. Where somebody else wrote the dossier at the same moment, the act looks at what is there now: it may be the
    same person's second click."""
    for _time in range(2):
        try:
            with session.begin_nested():
                act(dossier)
        except (WorkflowError, Refused) as refusal:
            return refusal.reasons
        except StaleDataError:
            session.expire_all()
        else:
            return ()
    return dossiers.changed_meanwhile(session, dossier).reasons


def neighbours(session: Session, dossier: Dossier, *, reviewed: bool) -> Neighbours:
    """Returns the neighbours of a dossier on the same desk: of its commune if `reviewed`, else of its appraisal
    team."""
    place = Dossier.review_unit_id if reviewed else Dossier.appraisal_unit_id
    unit_id = dossier.review_unit_id if reviewed else dossier.appraisal_unit_id
    query = select(Dossier.id, Dossier.unit_id).where(
        Dossier.campaign_id == dossier.campaign_id, place == unit_id, Dossier.state == dossier.state
    )
    units = {found_id: cell_id for found_id, cell_id in session.execute(query)}
    names = names_on(session, units.values(), dossier.campaign.as_of)
    ordered = sorted(units, key=lambda found_id: names[units[found_id]].sort_key)
    position = ordered.index(dossier.id)
    return Neighbours(
        number=position + 1,
        total=len(ordered),
        before=ordered[position - 1] if position else None,
        after=ordered[position + 1] if position + 1 < len(ordered) else None,
    )
