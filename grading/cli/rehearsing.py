"""The command that tries another programme on a campaign that is over."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click
from rich.progress import track
from rich.table import Table

from grading.cli.place import console, main, opened, plainly, say
from grading.cli.programmes import chosen
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _

if TYPE_CHECKING:
    from grading.rules.rehearsal import Replay
    from grading.services.campaigns.rehearsals import Rehearsed


@main.command(
    help=_("Chạy thử đợt đã khóa CAMPAIGN theo bộ tiêu chí PROGRAMME (MÃ, MÃ@N hoặc tệp): tổ chức nào đổi mức, vì sao.")
)
@click.argument("campaign")
@click.argument("programme")
@click.option("--changes-only", is_flag=True, help=_("Bỏ qua tổ chức giữ nguyên mức."))
@click.pass_context
@plainly
def rehearse(context: click.Context, campaign: str, programme: str, changes_only: bool) -> None:
    """Replays the closed CAMPAIGN under PROGRAMME (KEY, KEY@N or a file): who changes level, and why."""
    from grading.services.campaigns import campaigns, rehearsals

    with opened(context).reading() as session:
        other = chosen(session, programme).programme
        closed_campaign = campaigns.by_code(session, campaign)
        rehearsals.check(session, closed_campaign, other)
        units = rehearsals.filed(session, closed_campaign, other)
        replays = rehearsals.replays(closed_campaign, other, units)
        tracked = track(
            replays, gettext("Chạy thử"), total=len(units), console=console, disable=not console.is_terminal
        )
        _show(rehearsals.gathered(session, closed_campaign, other, tracked), changes_only=changes_only)


def _show(done: Rehearsed, *, changes_only: bool) -> None:
    from grading.rules.programmes.saying.places import blanks

    replays = done.found.changed if changes_only else done.found.replays
    if replays:
        console.print(_table(done, replays))
    _totals(done)
    for unit_id in done.undecided:
        say(gettext("Chưa có quyết định xếp loại: %(unit)s", unit=done.names[unit_id].org_name))
    if left_open := blanks(done.programme):
        say(
            gettext(
                "Bộ tiêu chí chạy thử còn chưa quy định: %(list)s",
                list="; ".join(blank.words.vi for blank in left_open),
            )
        )


def _table(done: Rehearsed, replays: tuple[Replay, ...]) -> Table:
    from grading import words
    from grading.words.rehearsals import standing_words, turn_words, why

    title = f"Đợt {done.campaign.code} theo bộ tiêu chí {done.programme.key}"
    table = Table(title=title, title_justify="left", show_lines=True)
    for head in ("Tổ chức đảng", "Đã quyết định", f"Theo {done.campaign.programme.key}", f"Theo {done.programme.key}",
                 "Thay đổi", "Vì sao"):  # fmt: skip
        table.add_column(head)
    for replay in replays:
        table.add_row(
            done.names[replay.filed.unit_id].org_name,
            words.outcome_words(replay.filed.decided, done.campaign.programme),
            standing_words(replay.own, done.campaign.programme),
            standing_words(replay.other, done.programme),
            turn_words(replay.turn),
            "\n".join(why(done, replay)),
        )
    return table


def _totals(done: Rehearsed) -> None:
    from grading.rules.rehearsal import Turn
    from grading.words.rehearsals import quota_words, turn_words

    turns = Counter(replay.turn for replay in done.found.replays)
    counted = "; ".join(f"{turn_words(turn)}: {turns[turn]}" for turn in Turn)
    say(f"Số đơn vị đã quyết định: {len(done.found.replays)}. {counted}.")
    for measure in done.found.over:
        say(quota_words(done, measure))
        say("    " + "; ".join(done.names[unit].org_name for unit in done.found.holders[measure.key]))
