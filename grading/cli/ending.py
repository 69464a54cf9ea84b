"""Commands that end a campaign and take its end back: close, cancel, open again."""

import click

from grading import clock
from grading.cli.place import main, opened, plainly, say
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _


@main.command(help=_("Khóa đợt CAMPAIGN: hồ sơ chưa gửi không gửi, không sửa được nữa; hồ sơ đã gửi đi tiếp đến cùng."))
@click.argument("campaign")
@click.option("--yes", is_flag=True, help=_("Khóa; không có thì chỉ nói còn hồ sơ nào chưa xong."))
@click.pass_context
@plainly
def close_campaign(context: click.Context, campaign: str, yes: bool) -> None:
    """Closes CAMPAIGN: nothing is sent or changed by a cell any more, what was sent goes on to its end."""
    from grading.actors import command
    from grading.services.campaigns import campaigns, closing
    from grading.words import state_words

    with opened(context).writing() as session:
        chosen = campaigns.by_code(session, campaign)
        waiting = closing.unsent(session, chosen) if chosen.closed_at is None else []
        for dossier in waiting:
            say(f"{dossier.unit.code}: {state_words(dossier.state, returned=dossier.returned is not None)}")
        if waiting:
            say(
                gettext(
                    "Chưa gửi: %(n)s hồ sơ. Sau khi khóa, các hồ sơ này không sửa, không gửi được nữa.", n=len(waiting)
                )
            )
        going_on = closing.still_open(session, chosen) if chosen.closed_at is None else []
        if going_on:
            say(
                gettext(
                    "Đã gửi, chưa kết thúc: %(n)s hồ sơ. Các hồ sơ này vẫn được xử lý tiếp sau khi khóa.",
                    n=len(going_on),
                )
            )
        if chosen.closed_at is None and not yes:
            say(gettext("Chưa khóa. Thêm --yes để khóa."))
            return
        closing.close(session, command(clock.now()), chosen)
    say(gettext("Đã khóa đợt %(code)s.", code=campaign))


@main.command(help=_("Mở lại đợt đã khóa hoặc đã hủy CAMPAIGN, kèm lý do REASON: hồ sơ chưa gửi lại sửa và gửi được."))
@click.argument("campaign")
@click.argument("reason")
@click.pass_context
@plainly
def reopen_campaign(context: click.Context, campaign: str, reason: str) -> None:
    from grading.actors import command
    from grading.services.campaigns import campaigns, closing

    with opened(context).writing() as session:
        closing.reopen(session, command(clock.now()), campaigns.by_code(session, campaign), reason)
    say(gettext("Đã mở lại đợt %(code)s.", code=campaign))


@main.command(
    help=_(
        "Hủy đợt CAMPAIGN chưa có gì được quyết định, kèm lý do REASON: nội dung đã có chỉ để đọc, không tính kết quả."
    )
)
@click.argument("campaign")
@click.argument("reason")
@click.option("--yes", is_flag=True, help=_("Hủy; không có thì chỉ nói đợt có những gì."))
@click.pass_context
@plainly
def cancel_campaign(context: click.Context, campaign: str, reason: str, yes: bool) -> None:
    """Cancels CAMPAIGN, in which nothing was decided, with the REASON; without --yes it only says what it would
    touch."""
    from grading.actors import command
    from grading.services.campaigns import campaigns, closing, ending
    from grading.services.campaigns.ending import CampaignAct
    from grading.words import registering_words, state_words

    with opened(context).writing() as session:
        chosen = campaigns.by_code(session, campaign)
        ending.require(session, command(clock.now()), chosen, CampaignAct.cancel)
        touched = ending.touched(session, chosen)
        for state, number in touched.dossiers.items():
            words = state_words(state, kind=chosen.kind, tier=chosen.tier)
            say(gettext("%(state)s: %(n)s hồ sơ", state=words, n=number))
        for registering, number in touched.registrations.items():
            say(gettext("%(state)s: %(n)s chi bộ", state=registering_words(registering), n=number))
        if not yes:
            say(gettext("Chưa hủy. Thêm --yes để hủy; nội dung đã có giữ nguyên, chỉ để đọc."))
            return
        closing.cancel(session, command(clock.now()), chosen, reason)
    say(gettext("Đã hủy đợt %(code)s.", code=campaign))
