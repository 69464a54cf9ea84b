"""The season of 2025 in an invented commune: its committees decide their own cells first, then the commune decides."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import command
from grading.demo import bodies, cells, issuers
from grading.demo.stage import INPUT, SECOND_SEASON, Stage, read
from grading.services.campaigns import campaigns, unit_file
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.opening import open_campaign
from workflows import Role, Tier

Sheet = dict[str, Any]
Scene = Callable[[], None]


def sheets() -> dict[str, Sheet]:
    """Returns what happens in each campaign, by its code; the committees' campaigns come before the commune's."""
    return {code: read(f"season-2025/{committee}.yaml") for code, committee in SECOND_SEASON.items()}


def import_units(session: Session, stage: Stage) -> None:
    unit_file.add_file(session, command(stage.now), INPUT / "units-2025.csv")


def seats() -> Iterator[tuple[str, Role, str]]:
    """Yields login, role and unit: a body of each kind at each committee, a secretary in each organisation that is
    rated."""
    for sheet in sheets().values():
        committee = sheet["committee"]
        for name, role in _BODIES.items():
            yield f"{name}.{committee}", role, committee
        for code in sheet["cells"]:
            yield f"secretary.{code}", Role.cell_secretary, code


_BODIES = {
    "reviewer": Role.commune_reviewer,
    "appraiser1": Role.appraiser,
    "lead": Role.appraisal_lead,
    "authority": Role.authority_secretary,
    "clerk": Role.award_clerk,
}


def open_campaigns(session: Session, stage: Stage) -> None:
    """Opens one campaign for each committee, which reviews, appraises and decides on the units directly below it."""
    found, calendar = issuers.version(session, issuers.RATING_2025), read("calendar.yaml")["campaigns"]
    today = clock.day(stage.now)
    for code, committee in SECOND_SEASON.items():
        if campaigns.find_campaign(session, code) is not None:
            continue
        days = calendar[code]
        opening = Opening(
            code=code, year=days["year"], as_of=days["as_of"],
            opens_on=today + timedelta(days=days["opens_on"]), submit_by=today + timedelta(days=days["submit_by"]),
            authority_code=committee, commune_codes=(committee,), tier=Tier.two_tier, demo=True,
            programme_version_id=found.version_id,
        )  # fmt: skip
        open_campaign(session, command(stage.now), found.programme, opening)


def scenes(stage: Stage) -> list[Scene]:
    """Returns the scenes campaign by campaign, lower first: a committee is handed on only after its cells are
    decided."""
    dates = read("calendar.yaml")["decisions"]
    all_scenes: list[Scene] = []
    for campaign, sheet in sheets().items():
        committee = sheet["committee"]
        for code, cell in sheet["cells"].items():
            all_scenes += _to_the_table(stage, campaign, committee, code, cell)
        levels = {code: cell["decided"] for code, cell in sheet["cells"].items()}
        all_scenes.append(
            partial(bodies.decide, stage, campaign, committee, sheet["decision"], dates=dates[committee], levels=levels,
                    awards=sheet["awards"])
        )  # fmt: skip
    return all_scenes


def _to_the_table(stage: Stage, campaign: str, committee: str, code: str, cell: Sheet) -> list[Scene]:
    """Returns the scenes of one organisation from its draft to the committee that decides on it."""
    appraised = [{"by": "appraiser1", "scores": {}}]
    return [
        partial(cells.assess, stage, campaign, code, cell, cell["members"]),
        partial(bodies.receive, stage, campaign, committee, code),
        partial(bodies.hand_over, stage, campaign, committee, code),
        partial(bodies.appraise, stage, campaign, committee, code, appraised),
        partial(bodies.settle, stage, campaign, committee, code, panel={}, proposal=cell.get("proposal")),
    ]
