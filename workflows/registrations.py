"""The registration of a cell for a title, before the cell has a dossier: who does what, from which state."""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum, auto

from workflows.errors import NotYourStep, StepNotOpen, WorkflowError
from workflows.permits import not_your_role
from workflows.reasons import Reason
from workflows.steps import Role


class Registering(StrEnum):
    """The state of a cell on the roster. A confirmed cell has a dossier, and the dossier's own process continues."""

    invited = auto()
    registered = auto()
    confirmed = auto()
    set_aside = auto()
    withdrawn = auto()


class RegistrationAct(StrEnum):
    register = auto()
    withdraw = auto()
    progress = auto()
    survey = auto()
    settle = auto()
    check = auto()


CHOOSING = frozenset({RegistrationAct.survey, RegistrationAct.settle})
"""The acts of the body that chooses among registered cells; the check at half-year is of the body that reviews."""


@dataclass(frozen=True, kw_only=True)
class RegistrationRow:
    name: RegistrationAct
    roles: tuple[Role, ...]
    sources: frozenset[Registering]


def _row(name: RegistrationAct, role: Role | tuple[Role, ...], *sources: Registering) -> RegistrationRow:
    roles = role if isinstance(role, tuple) else (role,)
    return RegistrationRow(name=name, roles=roles, sources=frozenset(sources))


REGISTRATION_ROWS = (
    _row(
        RegistrationAct.register, Role.cell_secretary,
        Registering.invited, Registering.registered, Registering.withdrawn,
    ),
    _row(RegistrationAct.withdraw, Role.cell_secretary, Registering.registered),
    _row(RegistrationAct.progress, (Role.cell_secretary, Role.cell_committee), Registering.confirmed),
    _row(RegistrationAct.survey, Role.commune_reviewer, Registering.registered, Registering.set_aside),
    # A registration that was set aside may still be confirmed. A confirmed one has a dossier and is withdrawn there.
    _row(RegistrationAct.settle, Role.commune_reviewer, Registering.registered, Registering.set_aside),
    _row(RegistrationAct.check, Role.commune_reviewer, Registering.confirmed),
)  # fmt: skip


def may_register(act: RegistrationAct, state: Registering, roles: Set[Role]) -> bool:
    """Returns whether one of these roles may do the act from this state."""
    return _refusal(act, state, roles) is None


def require_registering(act: RegistrationAct, state: Registering, roles: Set[Role]) -> None:
    """Raises NotYourStep for roles that never do the act, StepNotOpen when the state does not allow the act."""
    if refusal := _refusal(act, state, roles):
        raise refusal


def _refusal(act: RegistrationAct, state: Registering, roles: Set[Role]) -> WorkflowError | None:
    row = next(row for row in REGISTRATION_ROWS if row.name is act)
    if roles.isdisjoint(row.roles):
        return NotYourStep(not_your_role(row.roles[0]))
    if state not in row.sources:
        return StepNotOpen(Reason(code="registration_state", params={"state": state}))
    return None
