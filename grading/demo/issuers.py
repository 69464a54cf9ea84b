"""The issuers' files of the demonstration, imported and published as versions like any issuer's."""

from sqlalchemy.orm import Session

from grading.actors import actor_of, command
from grading.demo.stage import PROGRAMMES, Stage, read
from grading.services.accounts import accounts
from grading.services.programmes import importing, lookup, planning, publishing
from grading.services.programmes.importing import IssuingPaper
from grading.services.programmes.lookup import Found

RATING_2022, RATING_2025, TITLE = "demo-giong-rieng-r2019", "demo-r2025", "demo-four-good"
QUARTER_2025 = "demo-r2025-quarter"


def publish(session: Session, stage: Stage) -> None:
    """Imports what has changed since an earlier run, as a command; the administrator publishes it."""
    admin = accounts.find_account(session, "admin")
    if admin is None:
        raise LookupError("admin")
    for key, paper in read("calendar.yaml")["programmes"].items():
        files = planning.in_folder(PROGRAMMES / f"{key}.yaml")
        issued = IssuingPaper(number=paper["number"], day=paper["date"], issuer=paper["issuer"])
        plan = planning.plan(session, command(stage.now), files)
        for draft in importing.import_files(session, command(stage.now), plan, plan.digest, issued):
            publishing.publish(session, actor_of(session, admin, stage.now), draft, issued)


def version(session: Session, key: str) -> Found:
    return lookup.named(session, key)
