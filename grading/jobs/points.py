"""The moments of a run at which a test kills the drainer. In the service nothing happens at them."""

from collections.abc import Callable
from enum import StrEnum, auto


class Point(StrEnum):
    leased = auto()  # the lease is taken and committed
    read = auto()  # the lines of a batch are read
    made = auto()  # one paper is made, its bytes are nowhere yet
    stored = auto()  # its bytes are stored, its row is not
    keeping = auto()  # the effects of a batch are written, not yet committed
    kept = auto()  # the batch is committed
    finishing = auto()  # the result of the whole job is stored, its row is not
    ending = auto()  # the end of the job is written, not yet committed
    ended = auto()  # the end is committed


Reached = Callable[[Point], None]


def go_on(_point: Point) -> None:
    """Does nothing."""
