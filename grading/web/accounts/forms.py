"""What an administrator types for accounts and roles, read and checked for shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from grading import clock, text
from grading.models import Unit
from grading.services.ground.errors import Refused
from grading.services.units import directory
from grading.web.shell.typed import day_of
from grading.words import reason_words
from workflows import Role

Fault = tuple[str, str]
"""A field and what is wrong in it."""
Option = tuple[str, str, str]
"""A code, a name and a note, for a unit to choose."""
_GRANT_FIELDS = ("role", "unit", "valid_from", "valid_to")
_FIELDS = {"login_shape": "login", "login_used": "login", "grant_unit": "unit", "dates_in_order": "valid_to"}


@dataclass(kw_only=True)
class AccountForm:
    """The typed texts, the unit they mean, and where several units fit, those to choose from."""

    login: str = ""
    unit: str = ""
    home: Unit | None = None
    options: list[Option] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def read(cls, session: Session, typed: Mapping[str, str]) -> "AccountForm":
        form = cls(login=typed.get("login", "").strip(), unit=typed.get("unit", "").strip())
        if form.unit:
            form.home, form.options, form.faults = _unit(session, form.unit)
        return form

    def refuse(self, refusal: Refused) -> None:
        self.faults += _faults(refusal, "login")


@dataclass(kw_only=True)
class GrantForm:
    """One role on one unit, from and to a day."""

    role: str = ""
    unit: str = ""
    valid_from: str = ""
    valid_to: str = ""
    place: Unit | None = None
    first: date | None = None
    last: date | None = None
    options: list[Option] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def empty(cls) -> "GrantForm":
        return cls(valid_from=text.day(clock.day(clock.now())))

    @classmethod
    def read(cls, session: Session, typed: Mapping[str, str]) -> "GrantForm":
        role, unit, valid_from, valid_to = (typed.get(name, "").strip() for name in _GRANT_FIELDS)
        form = cls(role=role, unit=unit, valid_from=valid_from, valid_to=valid_to)
        if form.role not in set(Role):
            form.faults.append(("role", _("Mời chọn nhiệm vụ.")))
        if form.unit:
            form.place, form.options, found = _unit(session, form.unit)
            form.faults += found
        form.first, form.last = day_of(form.valid_from), day_of(form.valid_to)
        if form.first is None:
            form.faults.append(("valid_from", _not_a_day()))
        if form.valid_to and form.last is None:
            form.faults.append(("valid_to", _not_a_day()))
        return form

    def refuse(self, refusal: Refused) -> None:
        self.faults += _faults(refusal, "role")


def _unit(session: Session, words: str) -> tuple[Unit | None, list[Option], list[Fault]]:
    found = directory.units_called(session, words, clock.day(clock.now()))
    if len(found) == 1:
        return found[0].unit, [], []
    if not found:
        return None, [], [("unit", _("Không tìm thấy tổ chức đảng “%(words)s”. Mời gõ lại tên hoặc mã.", words=words))]
    options = [(period.unit.code, period.org_name, period.unit.code) for period in found]
    return None, options, [("unit", _("Có nhiều tổ chức đảng khớp với “%(words)s”. Mời chọn một.", words=words))]


def _not_a_day() -> str:
    return str(_("Mời ghi ngày theo dạng 05/12/2022."))


def _faults(refusal: Refused, otherwise: str) -> list[Fault]:
    return [(_FIELDS.get(reason.code, otherwise), reason_words(reason)) for reason in refusal.reasons]
