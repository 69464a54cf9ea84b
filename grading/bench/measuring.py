"""One measurement from beginning to end: a town in a temporary folder, rounds of saving, and an issue beside them."""

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
from grading.app import create_app
from grading.bench import town as towns
from grading.bench import waiting
from grading.migrations import upgrade


@dataclass(frozen=True, kw_only=True)
class Size:
    """The cells that write, the dossiers of the decision, and the people who save at once."""

    cells: int
    issued: int
    savers: int


def measure(size: Size, seconds: float, rounds: int, console: Console) -> None:
    """Prints each round, the ratios of the best one, and what the savers wait beside an issue."""
    with _town() as town:
        towns.build(town, size.cells, size.issued)
        names = towns.cells(towns.ISSUING, size.issued)
        for cell in track(names, "Dựng đợt đánh giá", console=console, disable=not console.is_terminal):
            towns.bring_to_the_table(town, cell)
        decision_id = towns.vote(town, size.issued // 5)
        savers = [waiting.Saver(town, cell) for cell in towns.cells(towns.WRITING, size.savers)]
        waiting.save_for(town, savers, 0.5)  # what is read once in the life of a server is read
        measured = [waiting.save_for(town, savers, seconds) for _round in range(rounds)]
        best = min(measured, key=lambda turns: max(turns.waited))
        lines = [turns.line(f"{size.savers} người lưu, lượt đo {number}") for number, turns in enumerate(measured, 1)]
        beside = waiting.save_beside_an_issue(town, savers, decision_id)
        lines += [
            best.ratios(size.savers, waiting.raw_write_ms(town)),
            beside.line(f"cạnh một quyết định {size.issued} hồ sơ"),
        ]
        for line in lines:
            console.print(line, markup=False, highlight=False)


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
