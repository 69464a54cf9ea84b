"""A goal of speed: what the service takes, what a floor or a peer takes in the same minute, and how far apart they are.

Times are CPU of this process, the best of several rounds that take turns: clocks on the wall of a shared machine lie.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import get_ident
from typing import Any

from sqlalchemy import Engine, event

Work = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One line of the report. `most` is the greatest ratio to the floor; for a peer, `least` is how many times as quick
    the service has to be."""

    what: str
    beside: str
    most: float | None = None
    least: float | None = None

    def measured(self, ours: Work, other: Work, rounds: int) -> str:
        return self.line(*best_of(ours, other, rounds))

    def line(self, ours: float, other: float) -> str:
        ratio = ours / other if self.most is not None else other / ours
        reached = ratio <= self.most if self.most is not None else ratio >= (self.least or 0)
        asked = f"không quá {shown(self.most)}" if self.most is not None else f"ít nhất {shown(self.least or 0)}"
        return (
            f"{self.what}: {shown(ours)} ms; {self.beside}: {shown(other)} ms; tỷ số {shown(ratio)}, "
            f"mục tiêu {asked}: {'đạt' if reached else 'chưa đạt'}"
        )


def best_of(ours: Work, other: Work, rounds: int) -> tuple[float, float]:
    """Returns the best times in milliseconds. The first round only warms up."""
    times = [(_processor_ms(ours), _processor_ms(other)) for _round in range(rounds + 1)][1:]
    return min(own for own, _other in times), min(others for _own, others in times)


def statements_line(what: str, number: int, most: int) -> str:
    reached = "đạt" if number <= most else "chưa đạt"
    return f"{what}: {number} câu lệnh, mục tiêu không quá {most}: {reached}"


def shown(number: float) -> str:
    """Returns a number with three digits that count."""
    places = 0 if number >= 100 else 1 if number >= 10 else 2
    return f"{number:.{places}f}".replace(".", ",")


@contextmanager
def statements_of_this_thread(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Yields a list of the statements that this thread sends meanwhile, with their parameters."""
    sent: list[tuple[str, Any]] = []
    own = get_ident()

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if get_ident() == own:
            sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _processor_ms(work: Work) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000
