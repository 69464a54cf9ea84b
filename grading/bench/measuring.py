"""One measurement from beginning to end, on a town in a temporary folder: the goals of speed, rounds of saving, and an
issue beside them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from pydantic import SecretStr
from rich.console import Console
from rich.progress import track

from config.settings import Settings
from grading.app import create_app, settle_memory
from grading.bench import commands, imports, pages, sheets, waiting
from grading.bench import town as towns
from grading.bench.goals import statements_line, statements_of_this_thread
from grading.migrations import upgrade


@dataclass(frozen=True, kw_only=True)
class Size:
    """The cells that write, the dossiers of the decision, and the people who save at once."""

    cells: int
    issued: int
    savers: int


SMALL = 60
"""The dossiers of a usual commune; from them to those of the decision, pages grow."""
MOST_STATEMENTS = 80


def measure(size: Size, seconds: float, rounds: int, console: Console) -> None:
    """Prints each line as soon as it is measured: the goals of speed, each round of saving, the ratios of the best one,
    and what the savers wait beside an issue."""
    with _town() as town:
        for line in _lines(town, size, seconds, rounds, console):
            console.print(line, markup=False, highlight=False)


def _lines(town: towns.Town, size: Size, seconds: float, rounds: int, console: Console) -> Iterator[str]:
    towns.build(town, size.cells, size.issued)
    settle_memory()  # as the service does that serves pages
    small: list[pages.Page] = []
    names = towns.cells(towns.ISSUING, size.issued)
    watched = track(names, "Dựng đợt đánh giá", console=console, disable=not console.is_terminal)
    for number, cell in enumerate(watched, start=1):
        towns.bring_to_the_table(town, cell)
        if number == min(SMALL, size.issued):
            small = pages.measured_pages(town, number, rounds)
    large = pages.measured_pages(town, size.issued, rounds)
    yield from (page.line for page in small)
    yield from (many.growth_line(few) for few, many in zip(small, large, strict=True))
    towns.fill_in(town, towns.cells(towns.WRITING, 1)[0])
    yield pages.step_line(town, rounds)
    yield from imports.import_lines(town, size.issued, rounds)
    yield sheets.sheet_line(rounds)
    yield commands.help_line(rounds)
    yield from _waits(town, size, seconds, rounds)


def _waits(town: towns.Town, size: Size, seconds: float, rounds: int) -> Iterator[str]:
    """Yields the statements of a vote and an issue, and how long those who save wait, alone and beside the issue."""
    engine, awards = town.app.extensions["engine"], size.issued // 3
    decision_id = towns.table(town, awards)
    with statements_of_this_thread(engine) as voted:
        towns.vote(town, decision_id)
    yield statements_line(f"biểu quyết {size.issued} hồ sơ", len(voted), MOST_STATEMENTS)
    savers = [waiting.Saver(town, cell) for cell in towns.cells(towns.WRITING, size.savers)]
    waiting.save_for(town, savers, 0.5)  # what is read once in the life of a server is read
    measured = [waiting.save_for(town, savers, seconds) for _round in range(rounds)]
    best = min(measured, key=lambda turns: max(turns.waited))
    yield from (turns.line(f"{size.savers} người lưu, lượt đo {number}") for number, turns in enumerate(measured, 1))
    beside, issued = waiting.save_beside_an_issue(town, savers, decision_id)
    yield statements_line(f"ban hành {size.issued} hồ sơ, {awards} khen thưởng", issued, MOST_STATEMENTS)
    yield best.ratios(size.savers, waiting.raw_write_ms(town))
    yield beside.line(f"cạnh một quyết định {size.issued} hồ sơ")


@contextmanager
def _town() -> Iterator[towns.Town]:
    """Makes an empty town, whose folder is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="grading-bench-") as folder:
        settings = Settings(
            data=Path(folder), database_url=f"sqlite:///{folder}/grading.sqlite3",  # whatever the environment names
            base_url="http://localhost", secret_key=SecretStr(token_hex(20)), trusted_hosts=("localhost",),
        )  # fmt: skip
        app = create_app(settings)
        app.config["WTF_CSRF_ENABLED"] = False
        upgrade(app.extensions["engine"])
        yield towns.Town(app)
        app.extensions["engine"].dispose()
