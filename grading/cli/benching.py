"""The command that measures the service on this machine."""

import click

from grading.cli.place import console, main, plainly, say

SAVERS = 8
"""The people who save at once; a decision or a town of fewer cells could not hold them."""
TARGETS = "Mục tiêu: chờ lâu nhất 300 ms, giữ lượt trung vị 35 ms; cạnh một quyết định 300 hồ sơ: chờ lâu nhất 1000 ms."


@main.command()
@click.option("--cells", default=60, show_default=True, type=click.IntRange(SAVERS), help="Cells that write.")
@click.option("--issued", default=300, show_default=True, type=click.IntRange(1), help="Dossiers of the decision.")
@click.option("--seconds", default=4.0, show_default=True, help="Length of a round.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help="Rounds; the best one counts.")
@plainly
def bench(cells: int, issued: int, seconds: float, rounds: int) -> None:
    """Measures the goals of speed, and how long writers wait for each other, on an invented town in a temporary
    folder."""
    from grading.bench import measuring  # the whole application: no other command needs to load it

    measuring.measure(measuring.Size(cells=cells, issued=issued, savers=SAVERS), seconds, rounds, console)
    say(TARGETS)
