"""Commands for campaigns: open one on a programme, give a cell more time, close."""

from datetime import date
from typing import Any

import click

from grading import clock, text
from grading.actors import command
from grading.cli.place import main, opened, plainly, say
from grading.cli.programmes import chosen as programme_named
from grading.cli.typed import DAY
from grading.models import Decider
from grading.rules.periods import NotAPeriod, Span, parse
from grading.services.campaigns import campaigns, choices, closing, deadlines, opening, processes
from grading.services.dossiers import dossiers
from grading.services.ground.errors import refuse
from grading.words import state_words
from grading.words.conditions import change_words
from workflows import Tier


@main.command()
@click.option("--programme", "name", required=True, help="KEY (the newest published), KEY@N, or a file.")
@click.option("--code", required=True)
@click.option("--year", type=int, help="The year that is graded.")
@click.option("--period", "period_code", help="The period instead: 2026-Q1, 2026-H1, 2026-03, 2026-02-01..2026-05-15.")
@click.option(
    "--period-label", default="", help="The words of a period whose days are chosen (a term, an ad hoc period)."
)
@click.option(
    "--as-of", type=DAY, help="Day whose names, parents and tier hold; the last day of the period by default."
)
@click.option("--opens-on", required=True, type=DAY)
@click.option("--submit-by", required=True, type=DAY)
@click.option("--authority", required=True, help="Code of the unit that decides.")
@click.option("--commune", "communes", multiple=True, required=True, help="Code of a commune; repeat for more.")
@click.option("--tier", type=click.Choice(list(Tier)), help="By the day given with --as-of unless said.")
@click.option("--decided-by", type=click.Choice(list(Decider)))
@click.option("--decided-by-reason", default="")
@click.option("--award-by", type=click.Choice(list(Decider)))
@click.option("--award-by-reason", default="")
@click.option("--minimum-assessments", type=click.IntRange(min=1), help="As the programme says unless given.")
@click.option("--not-rated", multiple=True, metavar="CODE=REASON", help="Leaves a cell out, with the reason.")
@click.pass_context
@plainly
def open_campaign(context: click.Context, name: str, **given: Any) -> None:
    """Opens a campaign: stores the resolved programme and freezes the roster."""
    span = _span(given["year"], given["period_code"])
    as_of = given["as_of"] or span.last
    days = {name: given[name] for name in ("opens_on", "submit_by")}
    with opened(context).writing() as session:
        found = programme_named(session, name)
        chosen = choices.Opening(
            code=given["code"], year=span.year, part=span, part_label=given["period_label"],
            programme_version_id=found.version_id,
            authority_code=given["authority"], commune_codes=given["communes"], as_of=as_of,
            tier=Tier(given["tier"] or choices.usual_tier(found.programme, as_of)),
            decided_by=Decider(given["decided_by"]) if given["decided_by"] else None,
            decided_by_reason=given["decided_by_reason"],
            award_by=Decider(given["award_by"]) if given["award_by"] else None,
            award_by_reason=given["award_by_reason"],
            minimum_assessments=given["minimum_assessments"],
            not_rated=dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in given["not_rated"]), **days,
        )  # fmt: skip
        opening.open_campaign(session, command(clock.now()), found.programme, chosen)
    say(f"Đã mở đợt {chosen.code}.")


def _span(year: int | None, code: str | None) -> Span:
    """Returns the period that the options name. Raises Refused (period_code), or UsageError unless there is one."""
    if (year is None) is (code is None):
        raise click.UsageError("Give either --year or --period.")
    text_of_period = str(year) if code is None else code
    try:
        return parse(text_of_period)
    except NotAPeriod as error:
        raise refuse("period_code", code=text_of_period) from error


@main.command()
@click.argument("campaign")
@click.argument("cell")
@click.argument("day", type=DAY)
@click.pass_context
@plainly
def extend(context: click.Context, campaign: str, cell: str, day: date) -> None:
    """Gives the cell CELL of CAMPAIGN until the end of DAY to send its dossier, or to complete what was returned."""
    with opened(context).writing() as session:
        dossier = dossiers.by_codes(session, campaign, cell)
        deadlines.set_day(session, command(clock.now()), dossier, day)
    say(f"{cell}: hạn gửi đến hết ngày {text.day(day)}.")


@main.command()
@click.argument("campaign")
@click.option("--yes", is_flag=True, help="Closes it; without this only says what is still open.")
@click.pass_context
@plainly
def close_campaign(context: click.Context, campaign: str, yes: bool) -> None:
    """Closes CAMPAIGN: nothing is sent or changed by a cell any more, what was sent goes on to its end."""
    with opened(context).writing() as session:
        chosen = campaigns.by_code(session, campaign)
        waiting = closing.unsent(session, chosen) if chosen.closed_at is None else []
        for dossier in waiting:
            say(f"{dossier.unit.code}: {state_words(dossier.state, returned=dossier.returned is not None)}")
        if waiting:
            say(f"Chưa gửi: {len(waiting)} hồ sơ. Sau khi khóa, các hồ sơ này không sửa, không gửi được nữa.")
        going_on = closing.still_open(session, chosen) if chosen.closed_at is None else []
        if going_on:
            say(f"Đã gửi, chưa kết thúc: {len(going_on)} hồ sơ. Các hồ sơ này vẫn được xử lý tiếp sau khi khóa.")
        if chosen.closed_at is None and not yes:
            say("Chưa khóa. Thêm --yes để khóa.")
            return
        closing.close(session, command(clock.now()), chosen)
    say(f"Đã khóa đợt {campaign}.")


@main.command()
@click.argument("campaign")
@click.argument("reason")
@click.pass_context
@plainly
def reopen_campaign(context: click.Context, campaign: str, reason: str) -> None:
    """Opens the closed CAMPAIGN again, with the REASON: what was not sent can be sent and changed again."""
    with opened(context).writing() as session:
        closing.reopen(session, command(clock.now()), campaigns.by_code(session, campaign), reason)
    say(f"Đã mở lại đợt {campaign}.")


@main.command()
@click.argument("campaign")
@click.argument("reason", default="")
@click.option("--yes", is_flag=True, help="Changes it; without this only says what would change.")
@click.pass_context
@plainly
def change_process(context: click.Context, campaign: str, reason: str, yes: bool) -> None:
    """Lets the open CAMPAIGN go by the newest process, with the REASON; first says what changes for each dossier."""
    with opened(context).writing() as session:
        chosen = campaigns.by_code(session, campaign)
        found = processes.preview(session, chosen)
        for change in found.changes:
            say(f"{state_words(change.state)}: " + ", ".join(change_words(change)))
        for dossier in found.dossiers:
            said = "; ".join(", ".join(change_words(each)) for each in found.of_state(dossier.state)) or "không đổi"
            say(f"  {dossier.unit.code}: {state_words(dossier.state)}: {said}")
        if not processes.has_newer(chosen):
            say(f"{campaign}: đang theo quy trình mới nhất.")
        elif yes:
            processes.adopt(session, command(clock.now()), chosen, found.digest, reason)
            say(f"{campaign}: từ nay theo quy trình mới.")
        else:
            say("Chưa đổi gì. Thêm lý do và --yes để đổi.")


@main.command()
@click.argument("campaign")
@click.argument("cell")
@click.argument("reason")
@click.pass_context
@plainly
def not_rated(context: click.Context, campaign: str, cell: str, reason: str) -> None:
    """Records that CELL, which never sent its dossier in the closed CAMPAIGN, is not rated, with the REASON."""
    with opened(context).writing() as session:
        closing.leave_out(session, command(clock.now()), dossiers.by_codes(session, campaign, cell), reason)
    say(f"{cell}: không xếp loại trong đợt {campaign}.")
