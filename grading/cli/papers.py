"""Commands that make papers and tell whether a paper is real."""

from pathlib import Path

import click
from rich.progress import track

from grading import clock
from grading.cli.place import Opened, console, fail, main, opened, plainly, say
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _


@main.command("print", help=_("Tạo tệp in của mọi Giấy khen còn thiếu, kèm bản sao để xem."))
@click.pass_context
@plainly
def print_commendations(context: click.Context) -> None:
    """Makes every commendation's file that is still missing, and lays copies out for people."""
    from grading.services.commendations import commendations

    place = opened(context)
    with place.reading() as session:
        ids = commendations.all_ids(session)
    failed = []
    for commendation_id in track(
        ids, gettext("Đang tạo tệp in Giấy khen"), console=console, disable=not console.is_terminal
    ):
        failed += _print(place, commendation_id)
    if failed:
        fail(*failed)


def _print(place: Opened, commendation_id: int) -> list[str]:
    """Prints where the copy lies, or returns why it could not be made; the other papers are still made."""
    from grading.services.commendations import printing

    folder = place.settings.data / "commendations"
    try:
        path = printing.print_paper(place.writing, place.store, folder, commendation_id, now=clock.now())
    except printing.FAILURES as failure:
        return [gettext("Giấy khen %(number)s: %(failure)s", number=commendation_id, failure=failure)]
    say(str(path))
    return []


@main.command(help=_("Cho biết một tệp PDF có đúng là bản đã phát hành hay không."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_context
@plainly
def verify(context: click.Context, file: Path) -> None:
    """Tells whether a PDF is exactly the file that was issued."""
    from grading.services.commendations import commendations

    place = opened(context)
    with place.reading() as session:
        commendation = commendations.find_by_file(session, file.read_bytes())
        if commendation is None:
            fail(gettext("Tệp này khác bản đã phát hành."))
            return
        facts = commendation.frozen
        say(
            gettext(
                "Tệp này đúng là bản đã phát hành. %(line)s; tặng %(recipient)s.",
                line=facts.register_line,
                recipient=facts.recipient,
            )
        )
        if commendation.demo:
            say(gettext("Đây là bản trình diễn, không có giá trị."))
