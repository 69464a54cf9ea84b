"""Moves a dossier from self-assessment to decision, in pure Python: without web and database."""

from workflows.engine import Dossier, Move, Taker, take
from workflows.errors import NotYourStep, StepNotOpen, StepRefused, WorkflowError
from workflows.facts import BallotOutcome, BallotStanding, Facts
from workflows.findings import Finding
from workflows.permits import OpenStep, may, next_role, open_steps, require, why_not
from workflows.processes import PROCESSES, process
from workflows.prove import RowName, prove
from workflows.reasons import REASON_CODES, Reason
from workflows.registrations import REGISTRATION_ROWS, Registering, RegistrationAct, may_register, require_registering
from workflows.sights import Sight, sights_of
from workflows.steps import (
    CELL_ROLES,
    ENDS,
    Act,
    ActName,
    Body,
    Guard,
    Kind,
    Layer,
    Process,
    Role,
    Seat,
    Side,
    Sitting,
    State,
    Step,
    Tier,
)
from workflows.ways import body_of, on_the_way, onward, way
from workflows.work import Work, why_not_decided, work_of

__all__ = [
    "CELL_ROLES",
    "ENDS",
    "PROCESSES",
    "REASON_CODES",
    "REGISTRATION_ROWS",
    "Act",
    "ActName",
    "BallotOutcome",
    "BallotStanding",
    "Body",
    "Dossier",
    "Facts",
    "Finding",
    "Guard",
    "Kind",
    "Layer",
    "Move",
    "NotYourStep",
    "OpenStep",
    "Process",
    "Reason",
    "Registering",
    "RegistrationAct",
    "Role",
    "RowName",
    "Seat",
    "Side",
    "Sight",
    "Sitting",
    "State",
    "Step",
    "StepNotOpen",
    "StepRefused",
    "Taker",
    "Tier",
    "Work",
    "WorkflowError",
    "body_of",
    "may",
    "may_register",
    "next_role",
    "on_the_way",
    "onward",
    "open_steps",
    "process",
    "prove",
    "require",
    "require_registering",
    "sights_of",
    "take",
    "way",
    "why_not",
    "why_not_decided",
    "work_of",
]
