"""Everything a guard may ask about a dossier. Services build it, in bulk for lists; guards never read a row."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto


class BallotOutcome(StrEnum):
    missing = auto()
    passed = auto()
    no_majority = auto()


@dataclass(frozen=True, kw_only=True)
class BallotStanding:
    """How the cell's last ballot ended. Counts only: `level` had `yes` of `eligible` votes in round `round`."""

    outcome: BallotOutcome = BallotOutcome.missing
    level: str = ""
    yes: int = 0
    eligible: int = 0
    round: int = 1


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One dossier as one actor meets it. The defaults describe a dossier with nothing wrong and nobody at fault."""

    # campaign
    campaign_open: bool = True
    year: int = 0
    overdue_since: date | None = None  # the dossier's due date, set only once that day is over
    office: str = ""  # who may extend it, as printed

    # the cell's own work; criteria by number ("I.2")
    unanswered: tuple[str, ...] = ()
    not_completed: tuple[str, ...] = ()  # returned and not changed since: criteria, then `members`, `ballot`
    evidence_missing: tuple[tuple[str, int], ...] = ()  # criterion number, how many are wanted
    figures_missing: tuple[str, ...] = ()  # keys of metrics asked for and not filled in
    members_sum: tuple[int, int] | None = None  # by level added up, assessed (hundredths); set when they differ
    ballot_needed: bool = False
    ballot: BallotStanding = BallotStanding()

    # the organisations below, of a unit that has any
    subordinates_total: int = 0
    subordinates_open: tuple[str, ...] = ()  # names of those not decided yet for the year

    # the commune
    commune_begun: bool = False
    commune_unscored: tuple[str, ...] = ()
    commune_unexplained: tuple[str, ...] = ()  # scored otherwise than by the cell, without a reason
    paper_received: bool = False
    open_contradictions: int = 0  # in the whole commune
    commune_decides: bool = False  # the campaign leaves a decision to the review unit
    commune_decided: bool = False  # an issued decision of the review unit holds this dossier

    # the appraisal team
    assessments_finished: int = 0
    assessments_needed: int = 1
    panel_unscored: tuple[str, ...] = ()
    panel_unexplained: tuple[str, ...] = ()
    proposal_missing: bool = False

    # the decision, and the actor
    in_issued_decision: bool = False  # of the authority unit, at the moment of issue
    sides: frozenset[str] = frozenset()  # of the controls on which the actor already stood for this dossier
    own_unit: str | None = None  # name of the dossier's unit when it is the actor's own
