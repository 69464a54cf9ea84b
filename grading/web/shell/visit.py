"""A visit: one dossier and the person who is signed in, with the roles and facts that decide what is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import url_for
from flask_babel import gettext as _

import workflows
from grading.actors import Actor
from grading.models import Dossier, UnitPeriod, UnitTask
from grading.permissions import roles_on
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion, Group
from grading.services.campaigns import unit_tasks
from grading.services.dossiers import answers, dossiers, lateness, member_levels, returns
from grading.services.dossiers.facts import one_facts
from grading.services.dossiers.surroundings import may_have_received
from grading.services.dossiers.unit_changes import Received, received_by
from grading.services.figures.figures import Values, latest
from grading.services.units.units import names_on
from grading.web.shell.language import chosen
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor
from grading.words import layer_words, role_words, seat_words, state_words, step_words
from grading.words.bodies import Bodies, bodies_of
from workflows import CELL_ROLES, ActName, Facts, Layer, Role, State, Step

NamedLink = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Visit:
    actor: Actor
    dossier: Dossier
    roles: frozenset[Role]
    facts: Facts
    names: Mapping[int, UnitPeriod]

    @property
    def programme(self) -> Programme:
        return self.dossier.programme

    @property
    def is_cell(self) -> bool:
        return bool(self.roles & CELL_ROLES)

    def may(self, act: str) -> bool:
        return workflows.may(self.dossier.campaign.process, act, self.dossier.state, self.roles, self.facts)

    def require(self, act: str) -> None:
        """Raises a WorkflowError unless the process table opens the act to the person now."""
        workflows.require(self.dossier.campaign.process, act, self.dossier.state, self.roles, self.facts)

    @property
    def open_keys(self) -> frozenset[str]:
        """The keys of the criteria that this person may change now; empty if the whole dossier is closed to answers."""
        if not self.may("answer"):
            return frozenset()
        return frozenset(criterion.key for criterion in answers.open_criteria(self.dossier))

    def may_change(self, part: str) -> bool:
        """Returns whether this person may change the counts of members or the ballot now."""
        act = {returns.MEMBERS: "enter_figures", returns.BALLOT: "enter_ballot"}[part]
        return self.may(act) and returns.is_open(self.dossier, part)

    @property
    def reads_decided_counts(self) -> bool:
        """Returns whether this person may see the members by level as others decided them. The cell sees them together
        with the outcome; the people to whom the dossier is sent see them at once."""
        return not self.is_cell or self.may(ActName.read_panel)

    @property
    def figures(self) -> Values:
        """The figures of the unit in the period of the dossier, as this person may know them."""
        if not self.reads_decided_counts:
            return member_levels.proposed(db.session, self.dossier)
        return latest(db.session, [self.dossier.unit_id], [self.dossier.campaign.period_id])

    @cached_property
    def unit_tasks(self) -> list[UnitTask]:
        """The questions about this dossier since its unit changed, answered or not."""
        return unit_tasks.of_dossier(db.session, self.dossier)

    @cached_property
    def received(self) -> list[Received]:
        """The handings over to this dossier from dossiers of units that became its unit."""
        if not may_have_received(db.session, self.actor, self.dossier):
            return []
        return received_by(db.session, [self.dossier])[self.dossier.id]

    @property
    def may_answer_unit_tasks(self) -> bool:
        return unit_tasks.may_answer(self.actor, self.dossier)

    @property
    def unit_name(self) -> str:
        return self.names[self.dossier.unit_id].org_name

    @property
    def of_committee(self) -> bool:
        """Says whether the dossier is a committee's. A committee votes by its executive body, and the pages use
        other words for a committee than for a cell."""
        return not self.names[self.dossier.unit_id].kind.is_cell

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies that review and decide, in the words for their kind."""
        return bodies_of([self.names[self.dossier.review_unit_id]], self.names[self.dossier.authority_unit_id])

    def state_words(
        self, state: State, *, returned: bool = False, due_on: date | None = None, to_cell: bool = False
    ) -> str:
        campaign = self.dossier.campaign
        return state_words(state, returned=returned, due_on=due_on, to_cell=to_cell, kind=campaign.kind,
                           tier=campaign.tier, bodies=self.bodies)  # fmt: skip

    def step_words(self, step: Step | str) -> str:
        return step_words(step, self.dossier.campaign.kind, self.bodies)

    def layer_words(self, layer: Layer | str) -> str:
        return layer_words(layer, of_committee=self.of_committee, bodies=self.bodies)

    def seat_words(self, role: Role) -> str:
        """Returns the office of a role on this dossier, by the organisation on which the role has to be held."""
        campaign = self.dossier.campaign
        bodies = [seat.body for seat in campaign.process.seats if seat.role == role]
        period = self.names.get(self.dossier.unit_of(bodies[0])) if bodies else None
        return seat_words(role, period, campaign.as_of) if period else role_words(role)

    @property
    def commune_name(self) -> str:
        """The committee to which the cell sends its dossier."""
        period = self.names[self.dossier.review_unit_id]
        return period.committee_name or period.org_name

    @property
    def authority_name(self) -> str:
        period = self.names[self.dossier.authority_unit_id]
        return period.committee_name or period.org_name

    @property
    def is_shut(self) -> bool:
        """Says whether nothing of the dossier changes any more: the campaign was closed before the cell sent it, or was
        cancelled."""
        return self.is_cancelled or lateness.is_shut(self.dossier)

    @property
    def is_cancelled(self) -> bool:
        return self.facts.cancelled_on is not None

    @property
    def period_words(self) -> str:
        """The period of the dossier, for the middle of a sentence: năm 2026, quý I năm 2026."""
        return self.dossier.campaign.period.words(chosen())

    @property
    def title(self) -> str:
        return str(_("Hồ sơ %(unit)s %(period)s", unit=self.unit_name, period=self.period_words))

    @property
    def trail(self) -> list[NamedLink]:
        """The breadcrumbs of the pages below the dossier's own page."""
        here = url_for("dossiers.show", dossier_id=self.dossier.id)
        return [(url_for("work.show"), _("Việc cần làm")), (here, _("Hồ sơ %(period)s", period=self.period_words))]

    def criterion(self, number: str) -> tuple[Group, Criterion]:
        """Returns the group and the criterion of a number. Raises LookupError if the programme lacks the number."""
        for group in self.programme.groups:
            for criterion in group.criteria:
                if criterion.number == number:
                    return group, criterion
        raise LookupError(number)


def visit_to(dossier_id: int) -> Visit:
    """Loads the dossier. Raises NoResultFound if the person may not see it. Call the function again in a unit of
    work."""
    session = db.session
    dossier = dossiers.get_dossier(session, actor(), dossier_id)
    units = {dossier.unit_id, dossier.review_unit_id, dossier.authority_unit_id}
    names = names_on(session, units, dossier.campaign.as_of)  # the facts need the same names and find them read
    return Visit(
        actor=actor(),
        dossier=dossier,
        roles=roles_on(actor().standing, dossier),
        facts=one_facts(session, actor(), dossier),
        names=names,
    )
