"""The facts about a dossier that a guard may ask for. Services build them, in bulk for lists; guards read no rows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto


class BallotOutcome(StrEnum):
    missing = auto()
    passed = auto()
    no_majority = auto()
    no_quorum = auto()  # too few took part, so that the round counts for nothing
    exhausted = auto()  # no option passed, and the programme allows no further round


@dataclass(frozen=True, kw_only=True)
class BallotStanding:
    """The result of the cell's last ballot, as counts only: `level` had `yes` of `eligible` votes in round `round`.

    It needs `needed` of the `whole` that counts for it, and `present` members must be `quorum` at least. `is_usual`: by
    the statutes alone, more than half of those convened.
    """

    outcome: BallotOutcome = BallotOutcome.missing
    level: str = ""
    yes: int = 0
    eligible: int = 0
    round: int = 1
    whole: int = 0
    needed: int = 0
    present: int = 0
    quorum: int = 0
    is_usual: bool = True

    @property
    def carried(self) -> str:
        """The option that the cell goes on with; empty once all rounds were held and none passed."""
        return "" if self.outcome is BallotOutcome.exhausted else self.level


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts of one dossier for one actor. By default nothing is missing and nobody is at fault, and nothing is
    received, assessed or decided yet."""

    # campaign
    campaign_open: bool = True
    closed_on: date | None = None  # the day on which the campaign was closed
    cancelled_on: date | None = None  # the day on which it was cancelled
    year: int = 0
    period: int = 0  # the key of the campaign's period
    overdue_since: date | None = None  # the last day for the first sending; it is set only once that day is over
    return_overdue_since: date | None = None  # the last day to complete what was returned; set once that day is over
    office: str = ""  # the printed name of the office that may extend the due date

    # the cell's own work; criteria by number ("I.2")
    unanswered: tuple[str, ...] = ()
    not_completed: tuple[str, ...] = ()  # parts returned and not changed since: criteria, then `members`, `ballot`
    evidence_missing: tuple[tuple[str, int], ...] = ()  # criterion number, and the number of files it needs
    figures_missing: tuple[str, ...] = ()  # keys of the asked metrics that are not filled in
    members_sum: tuple[int, int] | None = None  # sum of the levels, members rated (hundredths); set when they differ
    disagreeing: tuple[str, ...] = ()  # relations between counts of the dossier that do not hold and are not explained
    ballot_needed: bool = False
    ballot: BallotStanding = BallotStanding()

    # the unit itself
    unit_changed: bool = False  # the unit was merged, divided, moved or closed, and nobody has said what follows yet
    stopped_unsent: bool = False  # it stopped while the cell had it, so nobody above could read it until then

    # the organisations below the unit, if it has any
    subordinates_total: int = 0
    subordinates_open: tuple[str, ...] = ()  # names of the organisations not decided yet for the year

    # the commune
    commune_begun: bool = False
    layer_begun: bool = False  # somebody has begun to assess on the desk where the dossier lies
    commune_unscored: tuple[str, ...] = ()
    commune_unexplained: tuple[str, ...] = ()  # criteria whose score differs from the cell's, without a reason
    paper_received: bool = False
    open_contradictions: int = 0  # in the whole commune
    commune_decides: bool = False  # the campaign leaves a decision to the review unit
    commune_decided: bool = False  # an issued decision of the review unit holds this dossier
    decided_by: str = ""  # the name of the committee that decided the level or title
    decided_on: date | None = None  # the date of that decision; set once it is issued

    # the appraisal team
    assessments_finished: int = 0
    assessments_needed: int = 1
    panel_unscored: tuple[str, ...] = ()
    panel_unexplained: tuple[str, ...] = ()
    proposal_missing: bool = False
    award_left: bool = True  # the programme has awards, and the authority gives them
    award_opinions: int = 0  # members with an opinion on the proposed award, or until then on any
    award_proposed: bool = False  # the team proposes one of them

    # the decision and the actor
    members_undecided: bool = False  # the programme asks for decided levels of members, and these are only proposed
    voted: bool = False  # the body that sits here has voted; its decision has no number yet
    year_decided: bool = False  # a body has voted or decided on the year of which this dossier's period is a part
    in_issued_decision: bool = False  # true at the moment when the authority unit issues its decision
    sides: frozenset[str] = frozenset()  # the sides of a control on which the actor has already acted for this dossier
    lent_sides: frozenset[str] = frozenset()  # the sides of accounts with a password from the actor, or the reverse
    dual: frozenset[frozenset[str]] = frozenset()  # pairs of sides that the actor may hold today (kiêm nhiệm)
    own_unit: str | None = None  # the name of the dossier's unit when it is the actor's own unit
