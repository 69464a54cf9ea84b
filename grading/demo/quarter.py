"""A quarter beside the season of 2025: the cells of one committee send a sheet each, and the committee notes them
before it decides on their year."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import command
from grading.demo import bodies, cells, issuers
from grading.demo.stage import Stage, read
from grading.rules.periods import parse
from grading.services.campaigns import campaigns
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.opening import open_campaign
from workflows import Tier

FILE = "quarter-2025.yaml"


def open_quarter(session: Session, stage: Stage) -> None:
    sheet, today = read(FILE), clock.day(stage.now)
    if campaigns.find_campaign(session, sheet["campaign"]) is not None:
        return
    found, span = issuers.version(session, issuers.QUARTER_2025), parse(sheet["period"])
    days = read("calendar.yaml")["campaigns"][sheet["campaign"]]
    opening = Opening(
        code=sheet["campaign"], year=days["year"], as_of=days["as_of"], part=span,
        opens_on=today + timedelta(days=days["opens_on"]), submit_by=today + timedelta(days=days["submit_by"]),
        authority_code=sheet["committee"], commune_codes=(sheet["committee"],), tier=Tier.light, demo=True,
        programme_version_id=found.version_id,
    )  # fmt: skip
    open_campaign(session, command(stage.now), found.programme, opening)


def scenes(stage: Stage) -> list[Callable[[], None]]:
    sheet = read(FILE)
    campaign, committee = sheet["campaign"], sheet["committee"]
    return [
        scene
        for code, cell in sheet["cells"].items()
        for scene in (
            partial(cells.assess, stage, campaign, code, cell, None),
            partial(bodies.hand_over, stage, campaign, committee, code),
        )
    ]
