"""Commands for campaigns: open one on a programme, give a cell more time, follow the newest process."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from grading import clock, text
from grading.cli.place import main, opened, plainly, say
from grading.cli.programmes import chosen as programme_named
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _
from grading.cli.typed import DAY
from workflows import Body, Tier

if TYPE_CHECKING:
    from grading.rules.periods import Span

_DECIDERS = [str(body) for body in (Body.review_unit, Body.authority_unit)]
"""Who may decide or give awards, as Decider has it."""


@main.command(help=_("Mở một đợt đánh giá: lưu bộ tiêu chí và chốt danh sách tổ chức."))
@click.option("--programme", "name", required=True, help=_("MÃ (phiên bản công bố mới nhất), MÃ@N, hoặc một tệp."))
@click.option("--code", required=True)
@click.option("--year", type=int, help=_("Năm đánh giá."))
@click.option(
    "--period", "period_code", help=_("Kỳ đánh giá, thay cho năm: 2026-Q1, 2026-H1, 2026-03, 2026-02-01..2026-05-15.")
)
@click.option("--period-label", default="", help=_("Tên của kỳ tự chọn ngày (nhiệm kỳ, đợt đột xuất)."))
@click.option("--as-of", type=DAY, help=_("Ngày lấy tên, cấp trên và cấp của tổ chức; mặc định là ngày cuối kỳ."))
@click.option("--opens-on", required=True, type=DAY)
@click.option("--submit-by", required=True, type=DAY)
@click.option("--authority", required=True, help=_("Mã tổ chức đảng mở đợt và quyết định."))
@click.option(
    "--commune",
    "communes",
    multiple=True,
    required=True,
    help=_("Mã đảng bộ trực tiếp xem xét; ghi lặp lại nếu có nhiều."),
)
@click.option("--tier", type=click.Choice(list(Tier)), help=_("Theo ngày ở --as-of nếu không ghi."))
@click.option("--decided-by", type=click.Choice(_DECIDERS))
@click.option("--decided-by-reason", default="")
@click.option("--award-by", type=click.Choice(_DECIDERS))
@click.option("--award-by-reason", default="")
@click.option("--minimum-assessments", type=click.IntRange(min=1), help=_("Theo bộ tiêu chí nếu không ghi."))
@click.option(
    "--not-rated", multiple=True, metavar="CODE=REASON", help=_("Không đưa tổ chức vào danh sách, kèm lý do.")
)
@click.pass_context
@plainly
def open_campaign(context: click.Context, name: str, **given: Any) -> None:
    """Opens a campaign: stores the resolved programme and freezes the roster."""
    from grading.actors import command
    from grading.models import Decider
    from grading.services.campaigns import choices, opening

    span = _span(given["year"], given["period_code"])
    as_of = given["as_of"] or span.last
    days = {name: given[name] for name in ("opens_on", "submit_by")}
    place = opened(context)
    with place.writing() as session:
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
            minimum_assessments=given["minimum_assessments"], demo=place.settings.demo,
            not_rated=dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in given["not_rated"]), **days,
        )  # fmt: skip
        opening.open_campaign(session, command(clock.now()), found.programme, chosen)
    say(gettext("Đã mở đợt %(code)s.", code=chosen.code))


def _span(year: int | None, code: str | None) -> Span:
    """Returns the period that the options name. Raises Refused (period_code), or UsageError unless there is one."""
    from grading.rules.periods import NotAPeriod, parse
    from grading.services.ground.errors import refuse

    if (year is None) is (code is None):
        raise click.UsageError(gettext("Mời ghi --year hoặc --period, một trong hai."))
    text_of_period = str(year) if code is None else code
    try:
        return parse(text_of_period)
    except NotAPeriod as error:
        raise refuse("period_code", code=text_of_period) from error


@main.command(help=_("Đổi hạn gửi (hoặc hạn bổ sung) của tổ chức CELL trong đợt CAMPAIGN: đến hết ngày DAY."))
@click.argument("campaign")
@click.argument("cell")
@click.argument("day", type=DAY)
@click.pass_context
@plainly
def extend(context: click.Context, campaign: str, cell: str, day: date) -> None:
    from grading.actors import command
    from grading.services.campaigns import deadlines
    from grading.services.dossiers import dossiers

    with opened(context).writing() as session:
        dossier = dossiers.by_codes(session, campaign, cell)
        deadlines.set_day(session, command(clock.now()), dossier, day)
    say(gettext("%(cell)s: hạn gửi đến hết ngày %(date)s.", cell=cell, date=text.day(day)))


@main.command(
    help=_(
        "Cho đợt đang mở CAMPAIGN theo quy trình mới nhất, kèm lý do REASON; cho biết trước thay đổi với từng hồ sơ."
    )
)
@click.argument("campaign")
@click.argument("reason", default="")
@click.option("--yes", is_flag=True, help=_("Đổi; không có thì chỉ nói sẽ đổi gì."))
@click.pass_context
@plainly
def change_process(context: click.Context, campaign: str, reason: str, yes: bool) -> None:
    """Lets the open CAMPAIGN go by the newest process, with the REASON; first says what changes for each dossier."""
    from grading.actors import command
    from grading.services.campaigns import campaigns, processes
    from grading.words import state_words
    from grading.words.conditions import change_words

    with opened(context).writing() as session:
        chosen = campaigns.by_code(session, campaign)
        found = processes.preview(session, chosen)
        for change in found.changes:
            say(f"{state_words(change.state)}: " + ", ".join(change_words(change)))
        for dossier in found.dossiers:
            said = "; ".join(", ".join(change_words(each)) for each in found.of_state(dossier.state)) or gettext(
                "không đổi"
            )
            say(f"  {dossier.unit.code}: {state_words(dossier.state)}: {said}")
        if not processes.has_newer(chosen):
            say(gettext("%(code)s: đang theo quy trình mới nhất.", code=campaign))
        elif yes:
            processes.adopt(session, command(clock.now()), chosen, found.digest, reason)
            say(gettext("%(code)s: từ nay theo quy trình mới.", code=campaign))
        else:
            say(gettext("Chưa đổi gì. Thêm lý do và --yes để đổi."))


@main.command(
    help=_("Ghi tổ chức CELL, chưa gửi hồ sơ trong đợt đã khóa CAMPAIGN, là không xếp loại, kèm lý do REASON.")
)
@click.argument("campaign")
@click.argument("cell")
@click.argument("reason")
@click.pass_context
@plainly
def not_rated(context: click.Context, campaign: str, cell: str, reason: str) -> None:
    """Records that CELL, which never sent its dossier in the closed CAMPAIGN, is not rated, with the REASON."""
    from grading.actors import command
    from grading.services.campaigns import closing
    from grading.services.dossiers import dossiers

    with opened(context).writing() as session:
        closing.leave_out(session, command(clock.now()), dossiers.by_codes(session, campaign, cell), reason)
    say(gettext("%(cell)s: không xếp loại trong đợt %(code)s.", cell=cell, code=campaign))
