"""Commands for jobs: what waits and runs, a run until nothing waits, and what a person may do with one job."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from typing import TYPE_CHECKING

import click

from grading import clock
from grading.cli.place import Opened, fail, main, opened, plainly, say
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from grading.actors import Actor
    from grading.models import Job
    from grading.services.jobs import listing


SHOWN = 50


@main.group(
    "jobs", invoke_without_command=True, help=_("Liệt kê các việc mới nhất; `jobs run` làm những việc đang chờ.")
)
@click.pass_context
@plainly
def jobs(context: click.Context) -> None:
    """Lists the newest jobs; `jobs run` does what waits."""
    from grading.actors import command
    from grading.services.jobs import listing
    from grading.words import jobs as job_words

    if context.invoked_subcommand is not None:
        return
    with opened(context).reading() as session:
        newest = listing.list_jobs(session, command(clock.now()), limit=SHOWN)
        progress = listing.progress(session, newest)
        for job in reversed(newest):
            say(_line(job, progress[job.id]))
            for reason in job_words.job_reasons_words(job):
                say(f"      {reason}")
        if not newest:
            say(gettext("Chưa có việc nào."))


@jobs.command("run", help=_("Làm mọi việc đã sẵn sàng, theo thứ tự được giao."))
@click.option("--stay", is_flag=True, help=_("Tiếp tục chờ việc mới, cho máy chủ không tự làm việc."))
@click.pass_context
@plainly
def run(context: click.Context, stay: bool) -> None:
    """Does every job that is ready, in the order of asking."""
    from grading.actors import command
    from grading.jobs.background import EVERY_SECONDS
    from grading.jobs.drainer import Drainer
    from grading.services.jobs import listing
    from grading.words import jobs as job_words

    place = opened(context)
    drainer = Drainer(place.engine, place.store, place.settings.data)
    if not drainer.drain() and not stay:
        fail(gettext("Một tiến trình khác đang làm các việc này."))
    while stay:
        sleep(EVERY_SECONDS)
        if drainer.is_any_waiting():
            drainer.drain()
    with place.reading() as session:
        failed = [job for job in listing.list_jobs(session, command(clock.now())) if job.reasons and job.is_open]
        for job in failed:
            say(f"{job.id} {job_words.job_words(job)}: {'; '.join(job_words.job_reasons_words(job))}")
    say(gettext("Còn việc chờ thử lại.") if failed else gettext("Không còn việc nào chờ."))


def _act(context: click.Context, job_id: int, act: Callable[[Session, Actor, int], Job]) -> None:
    from sqlalchemy.exc import NoResultFound

    from grading.actors import command
    from grading.services.jobs import listing

    place: Opened = opened(context)
    with place.writing() as session:
        try:
            job = act(session, command(clock.now()), job_id)
        except NoResultFound:
            fail(gettext("Không có việc nào mang số %(number)s.", number=job_id))
            return
        say(_line(job, listing.progress(session, [job])[job.id]))


@jobs.command(help=_("Tạm dừng một việc, cho đến `resume`."))
@click.argument("job_id", type=int, metavar="ID")
@click.pass_context
@plainly
def pause(context: click.Context, job_id: int) -> None:
    """Keeps a job where it is, until `resume`."""
    from grading.services.jobs import acts

    _act(context, job_id, acts.pause)


@jobs.command(help=_("Cho việc đang tạm dừng làm tiếp."))
@click.argument("job_id", type=int, metavar="ID")
@click.pass_context
@plainly
def resume(context: click.Context, job_id: int) -> None:
    """Lets a paused job go on."""
    from grading.services.jobs import acts

    _act(context, job_id, acts.resume)


@jobs.command(help=_("Hủy một việc. Phần đã làm vẫn còn."))
@click.argument("job_id", type=int, metavar="ID")
@click.pass_context
@plainly
def cancel(context: click.Context, job_id: int) -> None:
    """Ends a job. What it did stays."""
    from grading.services.jobs import acts

    _act(context, job_id, acts.cancel)


@jobs.command(help=_("Cho một việc chưa xong làm lại những mục chưa làm được."))
@click.argument("job_id", type=int, metavar="ID")
@click.pass_context
@plainly
def retry(context: click.Context, job_id: int) -> None:
    """Lets a failed job try its failed lines again."""
    from grading.services.jobs import acts

    _act(context, job_id, acts.retry)


def _line(job: Job, progress: listing.Progress) -> str:
    from grading.words import jobs as job_words

    state = job_words.job_state_words(job, clock.now())
    counts = f", {progress.done}/{progress.total}" if progress.total else ""
    failed = gettext(", %(n)s mục chưa làm được", n=progress.failed) if progress.failed else ""
    return f"{job.id:>5}  {state}{counts}{failed}  {job_words.job_words(job)}"
