"""The command that measures the service on this machine."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import click
from pydantic import SecretStr
from rich.progress import track

from config.settings import Settings
from grading.app import create_app
from grading.bench import town as towns
from grading.bench import waiting
from grading.cli.place import console, main, plainly, say
from grading.migrations import upgrade

TARGETS = "Mục tiêu: chờ lâu nhất 300 ms, giữ lượt trung vị 35 ms; cạnh một quyết định 300 hồ sơ: chờ lâu nhất 1000 ms."


@main.command()
@click.option("--cells", default=60, show_default=True, type=click.IntRange(waiting.SAVERS), help="Cells that write.")
@click.option("--issued", default=300, show_default=True, type=click.IntRange(1), help="Dossiers of the decision.")
@click.option("--seconds", default=4.0, show_default=True, help="Length of a round.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help="Rounds; the best one counts.")
@plainly
def bench(cells: int, issued: int, seconds: float, rounds: int) -> None:
    """Measures how long writers wait for each other, on an invented town in a temporary folder."""
    with _town() as town:
        towns.build(town, cells, issued)
        names = towns.cells(towns.ISSUING, issued)
        for cell in track(names, "Dựng đợt đánh giá", console=console, disable=not console.is_terminal):
            towns.bring_to_the_table(town, cell)
        decision_id = towns.vote(town, issued // 5)
        savers = [waiting.Saver(town, cell) for cell in towns.cells(towns.WRITING, waiting.SAVERS)]
        waiting.save_for(town, savers, 0.5)  # what is read once in the life of a server is read
        measured = [waiting.save_for(town, savers, seconds) for _round in range(rounds)]
        for number, turns in enumerate(measured, start=1):
            say(turns.line(f"{waiting.SAVERS} người lưu, lượt đo {number}"))
        best = min(measured, key=lambda turns: max(turns.waited))
        say(best.ratios(waiting.raw_write_ms(town)))
        say(waiting.save_beside_an_issue(town, savers, decision_id).line(f"cạnh một quyết định {issued} hồ sơ"))
        say(TARGETS)


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
