"""The command that measures the service on this machine."""

import click

from grading.cli.place import console, main, plainly, say
from grading.cli.speaking import marked as _

SAVERS = 8
"""The people who save at once; a decision or a town of fewer cells could not hold them."""
TARGETS = "Mục tiêu: chờ lâu nhất 300 ms, giữ lượt trung vị 35 ms; cạnh một quyết định 300 hồ sơ: chờ lâu nhất 1000 ms."


@main.command(
    help=_("Đo thời gian những người ghi cùng lúc phải chờ nhau, trên một địa bàn giả định trong thư mục tạm.")
)
@click.option("--cells", default=60, show_default=True, type=click.IntRange(SAVERS), help=_("Số chi bộ ghi cùng lúc."))
@click.option("--issued", default=300, show_default=True, type=click.IntRange(1), help=_("Số hồ sơ của quyết định."))
@click.option("--seconds", default=4.0, show_default=True, help=_("Thời gian một lượt, tính bằng giây."))
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help=_("Số lượt; lấy lượt tốt nhất."))
@plainly
def bench(cells: int, issued: int, seconds: float, rounds: int) -> None:
    """Measures the goals of speed, and how long writers wait for each other, on an invented town in a temporary
    folder."""
    from grading.bench import measuring  # the whole application: no other command needs to load it

    measuring.measure(measuring.Size(cells=cells, issued=issued, savers=SAVERS), seconds, rounds, console)
    say(TARGETS)
