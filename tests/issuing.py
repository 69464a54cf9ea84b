"""An issuer's file over a shipped regime, and verbs that import and publish it as a version."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

from config.settings import PROGRAMMES
from grading.actors import command
from grading.models import ProgrammeVersion
from grading.services.accounts import accounts
from grading.services.programmes import importing, planning, publishing
from grading.services.programmes.importing import IssuingPaper
from grading.services.programmes.planning import Plan, Sent
from tests.season import Season
from workflows import Role

KEY = "huyen-mau"
EXAMPLE = (PROGRAMMES / "demo-giong-rieng-r2019.yaml").read_text(encoding="utf-8")
"""The example of a rating, which the demonstration imports."""
ISSUED = EXAMPLE.replace("key: demo-giong-rieng-r2019", f"key: {KEY}")
"""A whole rating: it extends r2019 and fills every null."""
BELOW = f"""\
extends: {KEY}
key: xa-mau
title: {{vi: Bộ tiêu chí của xã Mẫu, en: The commune of Mẫu}}
assessments: {{min: {{value: 2, source: Hướng dẫn của xã}}}}
"""
CHANGED = ISSUED.replace("years: [2021, 2022]", "years: [2022, 2022]")
PAPER = IssuingPaper(number="12-HD/HU", day=date(2022, 1, 10), issuer="Ban Thường vụ Huyện ủy Mẫu")


def files(texts: Mapping[str, str | bytes]) -> list[Sent]:
    return [
        Sent(name=f"{name}.yaml", content=text.encode() if isinstance(text, str) else text)
        for name, text in texts.items()
    ]


def upload(file: Sent) -> tuple[BytesIO, str]:
    """Returns a file as a form of a test sends it."""
    return BytesIO(file.content), file.name


def planned(season: Season, **texts: str | bytes) -> Plan:
    with season.reading() as session:
        return planning.plan(session, command(season.now), files(texts))


def draft(season: Season, text: str = ISSUED, *, by: str | None = None, paper: IssuingPaper = PAPER) -> int:
    """Imports a file as a command, or as an administrator. Returns the id of its draft."""
    with season.writing() as session:
        actor = season.actor(session, by) if by else command(season.now)
        plan = planning.plan(session, actor, files({"tep": text}))
        return importing.import_files(session, actor, plan, plan.digest, paper)[0].id


def publish(season: Season, version_id: int, *, by: str = "second.admin", paper: IssuingPaper = PAPER) -> int:
    administrator(season, by)
    with season.acting(by) as (session, actor):
        publishing.publish(session, actor, session.get_one(ProgrammeVersion, version_id), paper)
    return version_id


def published(season: Season, text: str = ISSUED) -> int:
    return publish(season, draft(season, text))


def withdraw(season: Season, version_id: int, reason: str = "Có văn bản thay thế.") -> None:
    with season.writing() as session:
        publishing.withdraw(session, command(season.now), session.get_one(ProgrammeVersion, version_id), reason)


def administrator(season: Season, login: str) -> str:
    """Returns the login of an administrator; the first call makes the account."""
    with season.reading() as session:
        is_there = accounts.find_account(session, login) is not None
    return login if is_there else season.make_account(login, Role.admin)
