"""Ballots that do not let a cell send its dossier, each with the code and the parameters of the reason."""

from dataclasses import replace
from typing import Any

from workflows import BallotOutcome, BallotStanding

SHORT = BallotStanding(outcome=BallotOutcome.no_majority, level="GOOD", yes=9, eligible=20, round=1)
OVER = replace(SHORT, outcome=BallotOutcome.exhausted, needed=14)

BALLOTS: list[tuple[BallotStanding, str, dict[str, Any]]] = [
    (SHORT, "ballot_no_majority", {"level": "GOOD", "yes": 9, "eligible": 20, "round": 2}),
    (replace(SHORT, is_usual=False, needed=14), "ballot_short", {"level": "GOOD", "yes": 9, "needed": 14, "round": 2}),
    (replace(SHORT, outcome=BallotOutcome.no_quorum, present=9, quorum=14), "ballot_no_quorum",
     {"present": 9, "needed": 14, "round": 2}),
    (replace(OVER, level="for"), "ballot_title_lost", {"yes": 9, "needed": 14}),
]  # fmt: skip
