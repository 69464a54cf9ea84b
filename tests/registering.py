"""A campaign for a title in which cells register first: its rules, and verbs that bring a registration forward."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Registration, Unit
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import Metric, MetricRule, MetricUnit
from grading.rules.programmes.parts.plan import Plan, ShareTarget, YearTarget
from grading.rules.programmes.parts.registration import RegistrationRule, Selection, SurveyCriterion, WorksRule
from grading.rules.programmes.parts.texts import Text
from grading.services.registrations import registering, registration_list, registrations
from grading.services.registrations.registering import Resolution, WorkEntry
from grading.services.registrations.registration_list import Settlement
from grading.services.registrations.works import Progress, record_progress
from tests.season import Season
from tests.snapshots import played
from workflows import Role

RESOLVED = Resolution(held_on=date(2022, 1, 20), eligible=10, in_favour=9)
LAMPS = WorkEntry(title="Lắp bóng đèn chiếu sáng đường ấp", target=3600, measure="bóng")
SURVEY = (SurveyCriterion(key="duties", text=Text(vi="Giữ đúng Điều lệ", en="Keeps the Charter")),)


def asks_to_register(programme: Programme, **changed: Any) -> Programme:
    """Returns the same rules, with a registration and up to three works; criterion I looks at the works' figures."""
    rule = RegistrationRule(
        needed=True, source="thử nghiệm", confirm_by="03-31", half_year_check=True, selection=Selection.open,
        works=WorksRule(min=0, max=3, total="works_total", done="works_done"),
    )  # fmt: skip
    work_metrics = tuple(
        Metric(key=key, name=Text(vi=vi, en=en), unit=MetricUnit.counted, rule=MetricRule.reported)
        for key, vi, en in (("works_total", "Việc đăng ký", "Works"), ("works_done", "Việc đã xong", "Works done"))
    )
    first, *other_groups = programme.groups
    criterion = replace(first.criteria[0], figures=("works_total", "works_done"))
    groups = (replace(first, criteria=(criterion, *first.criteria[1:])), *other_groups)
    plan = Plan(title=Text(vi="Đề án", en="Scheme"), source="thử nghiệm", years=(2022, 2025),
                targets=(YearTarget(year=2022, cells=2),), share=ShareTarget(by=2025, more_than=2500))  # fmt: skip
    return replace(
        programme, registration=replace(rule, **changed), metrics=(*programme.metrics, *work_metrics), groups=groups,
        plan=plan,
    )  # fmt: skip


class Registrations:
    """Every verb commits one transaction and calls the services as an account that is allowed to do so."""

    def __init__(self, season: Season, **changed: Any) -> None:
        self.season = season
        self.open(asks_to_register(season.programme("demo-four-good"), **changed))

    @classmethod
    def under(cls, season: Season, programme: Programme) -> "Registrations":
        """Opens the campaign under this programme as it is."""
        instance = cls.__new__(cls)
        instance.season = season
        instance.open(programme)
        return instance

    def open(self, programme: Programme) -> None:
        shipped = self.season.programme
        self.season.programme = lambda _name: programme
        self.season.open("model")
        self.season.programme = shipped

    @property
    def engine(self) -> Engine:
        return self.season.engine

    @property
    def campaign(self) -> str:
        return self.season.campaign

    @property
    def files(self) -> Path:
        return self.season.files

    @contextmanager
    def acting(self, login: str, cell: str) -> Iterator[tuple[Session, Actor, Registration]]:
        with self.season.acting(login) as (session, actor):
            row = registrations.get_registration(session, actor, self.id_of(session, cell))
            yield session, actor, row

    def id_of(self, session: Session, cell: str) -> int:
        query = select(Registration.id).join(Unit, Registration.unit_id == Unit.id).where(
            Unit.code == cell, Registration.campaign.has(code=self.season.campaign)
        )  # fmt: skip
        return session.scalars(query).one()

    def find(self, cell: str) -> int:
        with self.season.reading() as session:
            return self.id_of(session, cell)

    def chooser(self, cell: str) -> str:
        """Returns the login of the officer of the body that surveys the cell and settles its list."""
        with self.season.reading() as session:
            row = session.get_one(Registration, self.id_of(session, cell))
            code = session.get_one(Unit, row.choosing_unit_id).code
        return self.season.who(Role.commune_reviewer, code)

    @played
    def register(self, cell: str, works: Sequence[WorkEntry] = (LAMPS,), resolution: Resolution = RESOLVED,
                 login: str | None = None) -> None:  # fmt: skip
        with self.acting(login or self.season.secretary(cell), cell) as (session, actor, row):
            registering.register(session, actor, row, resolution, works)

    @played
    def withdraw(self, cell: str) -> None:
        with self.acting(self.season.secretary(cell), cell) as (session, actor, row):
            registering.withdraw(session, actor, row, seen=None)

    @played
    def settle(self, *confirmed: str, set_aside: Mapping[str, str] | None = None, late: str = "Chờ nghị quyết năm.",
               login: str | None = None, seen: Mapping[int, int] | None = None) -> tuple[int, int]:  # fmt: skip
        aside = set_aside or {}
        with self.season.acting(login or self.chooser(next(iter((*confirmed, *aside))))) as (session, actor):
            campaign = self.season._campaign(session)
            rows = registrations.list_registrations(session, actor, campaign)
            chosen = Settlement(
                confirmed=frozenset(self.id_of(session, cell) for cell in confirmed),
                set_aside={self.id_of(session, cell): reason for cell, reason in aside.items()},
                late_reason=late, seen=seen or {},
            )  # fmt: skip
            return registration_list.settle(session, actor, campaign, rows, chosen)

    @played
    def survey(self, cell: str, **answers: bool) -> None:
        with self.acting(self.chooser(cell), cell) as (session, actor, row):
            registration_list.survey(session, actor, row, answers)

    @played
    def check(self, cell: str, words: str = "Đã lắp 20/36 bóng.") -> None:
        with self.acting(self.season.reviewer(cell), cell) as (session, actor, row):
            registration_list.check(session, actor, row, date(2022, 6, 30), words)

    @played
    def progress(self, cell: str, done: int, note: str = "", seen: int | None = None) -> None:
        with self.acting(self.season.secretary(cell), cell) as (session, actor, row):
            record_progress(session, actor, row, {1: Progress(done=done, note=note)}, seen=seen)


def row_of(season: Season, cell: str) -> Registration:
    """Returns the only registration of this cell, whatever its campaign is."""
    with season.reading() as session:
        return session.scalars(select(Registration).where(Registration.unit.has(code=cell))).one()


def codes(refusal: pytest.ExceptionInfo[Any]) -> list[str]:
    """Returns the codes of the reasons that a refused use case names."""
    return [reason.code for reason in refusal.value.reasons]
