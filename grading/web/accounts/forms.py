"""The forms for signing in, for passwords, for accounts and for roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from grading import clock, text
from grading.models import Unit
from grading.services.accounts.dual_offices import Permission
from grading.services.units import directory
from grading.web.shell.forms import Form
from workflows import Role

Option = tuple[str, str, str]
"""A unit to choose: its code, its name and a note."""
MOST_OPTIONS = 12


@dataclass(kw_only=True)
class SignInForm(Form):
    elsewhere: str = "login"


@dataclass(kw_only=True)
class PasswordForm(Form):
    elsewhere: str = "password"


@dataclass(kw_only=True)
class ChangeForm(Form):
    """The form for another password: the old one, and the new one twice."""

    elsewhere: str = "password"
    places: ClassVar[Mapping[str, str]] = {
        "sign_in_paused": "old", "sign_in_paused_network": "old", "sign_in_paused_device": "old",
    }  # fmt: skip


@dataclass(kw_only=True)
class LinkForm(Form):
    """The form for a link that sets a password: why it is made."""

    elsewhere: str = "reason"
    trims: bool = True


@dataclass(kw_only=True)
class DualForm(Form):
    """The form for two offices in one hand: the two roles, the days, the reason."""

    elsewhere: str = "dual_role"
    trims: bool = True
    places: ClassVar[Mapping[str, str]] = {
        "dual_reason": "dual_reason", "dual_past": "dual_from", "dates_in_order": "dual_to", "dual_roles": "dual_role",
        "dual_exists": "dual_role",
    }  # fmt: skip

    def read(self) -> Permission | None:
        """Returns what is asked for, or None with the mistakes of the form."""
        role = self.choice("dual_role", Role, _("Mời chọn nhiệm vụ."), needed=True)
        other = self.choice("dual_other", Role, _("Mời chọn nhiệm vụ."), needed=True)
        not_a_day = _("Mời ghi ngày theo dạng 05/12/2022.")
        first = self.day("dual_from", not_a_day, needed=True)
        last = self.day("dual_to", not_a_day, needed=True)
        if self.mistakes or role is None or other is None or first is None or last is None:
            return None
        return Permission(role=role, other_role=other, first=first, last=last, reason=self.text("dual_reason"))


@dataclass(kw_only=True)
class UnitForm(Form):
    """A form that names units, each in a box. `options` are the units to choose from in a box if several units fit the
    typed text."""

    places: ClassVar[Mapping[str, str]] = {
        "login_shape": "login",
        "login_used": "login",
        "grant_unit": "unit",
        "grant_on_cell": "unit",
        "grant_on_ended": "unit",
        "dates_in_order": "valid_to",
    }
    trims: bool = True
    units: dict[str, Unit] = field(default_factory=dict)
    options: dict[str, list[Option]] = field(default_factory=dict)

    @property
    def unit(self) -> Unit | None:
        return self.units.get("unit")

    def find_unit(self, session: Session, box: str = "unit") -> None:
        words = self.text(box)
        if not words:
            return
        periods = directory.units_called(session, words, clock.day(clock.now()), limit=MOST_OPTIONS + 1)
        if len(periods) == 1:
            self.units[box] = periods[0].unit
        elif periods:
            offered = periods[:MOST_OPTIONS]
            self.options[box] = [(period.unit.code, period.org_name, period.unit.code) for period in offered]
            several = _("Có nhiều tổ chức đảng khớp với “%(words)s”. Mời chọn một.", words=words)
            more = _("Dưới đây là %(n)s tổ chức đầu; chưa thấy thì mời gõ thêm tên hoặc mã.", n=MOST_OPTIONS)
            self.wrong(box, several if len(offered) == len(periods) else f"{several} {more}")
        else:
            self.wrong(box, _("Không tìm thấy tổ chức đảng “%(words)s”. Mời gõ lại tên hoặc mã.", words=words))


@dataclass(kw_only=True)
class AccountForm(UnitForm):
    """The form for a new account: with a role it is named by rule, unless a name is typed."""

    elsewhere: str = "login"
    places: ClassVar[Mapping[str, str]] = {
        **UnitForm.places, "grant_unit": "seat", "grant_on_cell": "seat", "grant_on_ended": "seat",
    }  # fmt: skip
    role: Role | None = None

    @property
    def seat(self) -> Unit | None:
        return self.units.get("seat")

    def read(self, session: Session) -> None:
        self.role = self.choice("role", Role, _("Mời chọn nhiệm vụ."))
        self.find_unit(session, "seat")
        self.find_unit(session)
        if not self.text("login") and self.role is None:
            self.wrong("login", _("Mời chọn nhiệm vụ để hệ thống đặt tên, hoặc ghi tên đăng nhập."))
        elif self.text("seat") and self.role is None:
            self.wrong("role", _("Mời chọn nhiệm vụ."))


@dataclass(kw_only=True)
class LoginForm(Form):
    """The form for another login name of an account."""

    elsewhere: str = "new_login"
    trims: bool = True


@dataclass(kw_only=True)
class GrantForm(UnitForm):
    """The form for one role on one unit, from one day to another."""

    elsewhere: str = "role"
    role: Role | None = None
    first: date | None = None
    last: date | None = None

    @classmethod
    def empty(cls) -> "GrantForm":
        return cls(typed={"valid_from": text.day(clock.day(clock.now()))})

    def read(self, session: Session) -> None:
        self.role = self.choice("role", Role, _("Mời chọn nhiệm vụ."), needed=True)
        self.find_unit(session)
        not_a_day = _("Mời ghi ngày theo dạng 05/12/2022.")
        self.first = self.day("valid_from", not_a_day, needed=True)
        self.last = self.day("valid_to", not_a_day)
