"""The smallest object that the workflow can move, and facts that stop no step."""

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
    """Returns facts with which every step of every process passes its guards."""
    return Facts(
        year=2022, period=2022, unit_changed=True, paper_received=True, assessments_finished=1, in_issued_decision=True
    )
