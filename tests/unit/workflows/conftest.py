"""The smallest thing the workflow can move, and facts that hold nothing up."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from workflows import Facts, Move, State


@dataclass
class Paper:
    _state: State = State.draft
    moves: list[Move] = field(default_factory=list)

    def record(self, move: Move) -> None:
        self.moves.append(move)


@pytest.fixture
def make_paper() -> Callable[[State], Paper]:
    return Paper


@pytest.fixture
def ready() -> Facts:
    """Every step of every process passes its guards with these."""
    return Facts(year=2022, paper_received=True, assessments_finished=1, in_issued_decision=True)
