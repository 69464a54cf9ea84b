"""Why a cell's ballot does not let it send its dossier yet."""

from workflows.facts import BallotOutcome, BallotStanding
from workflows.reasons import Reason


def ballot_reasons(ballot: BallotStanding) -> tuple[Reason, ...]:
    """Returns the reason, which names the round to hold next, not the one that failed. Once no further round may be, a
    rating goes on without a level of the cell's own, and a title is lost."""
    match ballot.outcome:
        case BallotOutcome.missing:
            return (Reason(code="ballot_missing"),)
        case BallotOutcome.no_majority:
            return (_short(ballot),)
        case BallotOutcome.no_quorum:
            params = {"present": ballot.present, "needed": ballot.quorum, "round": ballot.round + 1}
            return (Reason(code="ballot_no_quorum", params=params),)
        case BallotOutcome.exhausted if ballot.level == "for":
            return (Reason(code="ballot_title_lost", params={"yes": ballot.yes, "needed": ballot.needed}),)
    return ()


def _short(ballot: BallotStanding) -> Reason:
    params = {"level": ballot.level, "yes": ballot.yes, "round": ballot.round + 1}
    if ballot.is_usual:
        return Reason(code="ballot_no_majority", params={**params, "eligible": ballot.eligible})
    return Reason(code="ballot_short", params={**params, "needed": ballot.needed})
