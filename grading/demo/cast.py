"""The demonstration's units, figures, accounts and campaigns: everything that exists before anybody acts."""

import csv
import os
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import command
from grading.demo import desks, issuers, quarter, two_tier
from grading.demo.stage import INPUT, RATING, RECOGNITION, Stage, read
from grading.models import Decider
from grading.rules.programme import Programme
from grading.services.accounts import accounts, passwords, roles
from grading.services.campaigns import campaigns, unit_file
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.opening import open_campaign
from grading.services.figures import figures, importing
from grading.services.programmes import lookup
from grading.services.results import importing as results
from grading.services.units import units
from workflows import Body, Role, Tier

DISTRICT, COMMUNES, INVENTED = "KG-GR", ("KG-GR-HT", "KG-GR-TL", "KG-GR-LT"), "KG-GR-TD"
SOURCE, DEMO_SOURCE = "Bài báo ngày 18/10/2023", "dữ liệu trình diễn"
REASON = "Dữ liệu trình diễn: theo nguồn, Huyện ủy Giồng Riềng tặng Giấy khen cho chi bộ năm 2022"
_LONG_AGO = date(2020, 1, 1)

Seat = tuple[str, Role, str | None]
"""A login, its role, and the code of the unit on which the role is granted."""
_STANDS_FOR = {
    Body.unit: Role.cell_secretary,
    Body.review_unit: Role.commune_reviewer,
    Body.appraisal_unit: Role.appraisal_lead,
    Body.authority_unit: Role.award_clerk,
}
"""A role of the demonstration that stands on each of the units that are this organisation of some dossier."""


def assemble(stage: Stage) -> str:
    """Imports units and figures, makes accounts and campaigns; leaves existing ones as they are. Returns the accounts'
    password."""
    with stage.behind() as session:
        unit_file.add_file(session, command(stage.now), INPUT / "giong-rieng" / "units.csv")
        unit_file.add_file(session, command(stage.now), INPUT / "units-four-good.csv")
        two_tier.import_units(session, stage)
    password = password_of(stage.settings.data, _given(stage))
    with stage.behind() as session:
        _accounts(session, password, stage)
    with stage.behind() as session:
        issuers.publish(session, stage)
        rating = issuers.version(session, issuers.RATING_2022).programme
    with stage.behind() as session:
        _figures(session, rating, stage)
        for name in ("past-results.csv", "results-four-good.csv"):
            results.import_past_results(session, command(stage.now), INPUT / name, shipped=lookup.models(session))
    with stage.behind() as session:
        _campaigns(session, stage)
        two_tier.open_campaigns(session, stage)
        quarter.open_quarter(session, stage)
    return password


def _figures(session: Session, programme: Programme, stage: Stage) -> None:
    """Imports the source's figures once; a figure that somebody corrected afterwards stays corrected."""
    if figures.any_reported(session):
        return
    for path, source in (
        (INPUT / "giong-rieng" / "figures.csv", SOURCE),
        (INPUT / "figures-four-good.csv", DEMO_SOURCE),
        (INPUT / "figures-2025.csv", DEMO_SOURCE),
    ):
        importing.import_figures(session, command(stage.now), path, programme, source=source)


def members() -> dict[str, dict[str, int]]:
    """Returns members per cell: invented input that adds up to each commune's own figure."""
    with (INPUT / "members.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["unit_code"]: {"official": int(row["official"]), "probationary": int(row["probationary"])}
            for row in csv.DictReader(file)
        }


def _given(stage: Stage) -> str | None:
    secret = stage.settings.demo_password
    return secret.get_secret_value() if secret else None


def password_of(folder: Path, given: str | None) -> str:
    """Returns GRADING_DEMO_PASSWORD, else a random password from a file that only its owner can read."""
    if given:
        return given
    path = folder / "demo-password"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(9) + "\n")
    return path.read_text(encoding="utf-8").strip()


def _accounts(session: Session, password: str, stage: Stage) -> None:
    """Makes one account for each role and unit, named after both, all with the same password."""
    seats: list[Seat] = [("admin", Role.admin, None)]
    for commune in (*COMMUNES, INVENTED):
        seats.append((f"reviewer.{commune}", Role.commune_reviewer, commune))
        seats.append((f"authority.{commune}", Role.authority_secretary, commune))
        for period in units.children_on(session, units.get_unit(session, commune), date(2022, 12, 31)):
            seats.append((f"secretary.{period.unit.code}", Role.cell_secretary, period.unit.code))
    seats += [(f"appraiser{n}.{DISTRICT}", Role.appraiser, DISTRICT) for n in (1, 2, 3)]
    seats += [
        (f"lead.{DISTRICT}", Role.appraisal_lead, DISTRICT),
        (f"authority.{DISTRICT}", Role.authority_secretary, DISTRICT),
        (f"clerk.{DISTRICT}", Role.award_clerk, DISTRICT),
        (f"inspector.{DISTRICT}", Role.inspector, DISTRICT),
        *two_tier.seats(),
    ]
    seats += list(_at_other_desks(seats))
    hashed = None if _holds(session, password) else passwords.hashed(password)
    for login, role, code in seats:
        account = accounts.find_account(session, login)
        if account is None:
            account = accounts.make_account(session, command(stage.now), login)
            unit = units.get_unit(session, code) if code else None
            roles.grant_role(session, command(stage.now), account, role, unit, valid_from=_LONG_AGO)
        if hashed is not None:
            account.password_hash = hashed
    session.flush()


def _at_other_desks(seats: list[Seat]) -> Iterator[Seat]:
    """Yields a seat at each desk that only hands on, beside those who already stand for an organisation there."""
    for role, body in desks.other_seats():
        for _login, beside, unit in seats:
            if beside is _STANDS_FOR[body] and unit is not None:
                yield desks.login(role, unit), role, unit


def _holds(session: Session, password: str) -> bool:
    """Returns whether the accounts have this password from an earlier run; they all share one password."""
    admin = accounts.find_account(session, "admin")
    return admin is not None and passwords.matches(admin.password_hash, password)


def _campaigns(session: Session, stage: Stage) -> None:
    calendar, today = read("calendar.yaml")["campaigns"], clock.day(stage.now)
    for code, key, communes, award_by, reason in (
        (RATING, issuers.RATING_2022, COMMUNES, Decider.authority_unit, REASON),
        (RECOGNITION, issuers.TITLE, (INVENTED,), Decider.authority_unit, DEMO_SOURCE),
    ):
        days = calendar[code]
        if campaigns.find_campaign(session, code) is not None:
            continue
        found = issuers.version(session, key)
        opening = Opening(
            code=code, year=days["year"], as_of=days["as_of"],
            opens_on=today + timedelta(days=days["opens_on"]), submit_by=today + timedelta(days=days["submit_by"]),
            authority_code=DISTRICT, commune_codes=communes, tier=Tier.three_tier,
            award_by=award_by, award_by_reason=reason, demo=True, programme_version_id=found.version_id,
        )  # fmt: skip
        open_campaign(session, command(stage.now), found.programme, opening)
