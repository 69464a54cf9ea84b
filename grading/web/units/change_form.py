"""The form of a change of a unit: in which way it changes, from which day and why, and what it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from grading.models import Unit, UnitKind
from grading.services.ground.errors import refuse
from grading.services.units import units
from grading.services.units.changes import From
from grading.services.units.described import Described
from grading.web.shell.forms import Form
from grading.web.shell.signed_in import actor

WAYS = ("edit", "correct", "close", "merge", "divide")


@dataclass(kw_only=True)
class UnitChangeForm(Form):
    places: ClassVar[Mapping[str, str]] = {
        "unit_reason": "reason", "reason_long": "reason", "unit_name": "org_name", "unit_not_standing": "day",
        "unit_period_begins": "day", "unit_below_itself": "parent", "unit_unknown": "parent", "merger_two": "others",
        "merger_kinds": "others", "division_two": "successors", "unit_lines": "successors", "unit_code_shape": "code",
        "unit_code_used": "code", "unit_name_long": "org_name", "unit_name_signs": "org_name",
        "unit_parent_kind": "parent", "unit_parent_missing": "parent", "unit_cell_type": "cell_type",
    }  # fmt: skip
    trims: bool = True

    @property
    def way(self) -> str:
        chosen = self.text("way")
        return chosen if chosen in WAYS else "edit"

    def start(self) -> From:
        """Reads day and reason. A correction has no day of its own."""
        if self.way == "correct":
            return From(day=actor().today, reason=self.text("reason"))
        day = self.day("day", _("Ngày chưa đúng. Mời ghi như 01/7/2025."), needed=True)
        return From(day=day or actor().today, reason=self.text("reason"))

    def described(self, session: Session) -> Described:
        parent = units.get_unit(session, self.text("parent")) if self.text("parent") else None
        kind = self.choice("kind", UnitKind, _("Chưa chọn loại tổ chức."), needed=True)
        return Described(
            kind=kind or UnitKind.cell_subordinate, org_name=self.text("org_name"),
            committee_name=self.text("committee_name"), issuer_name=self.text("issuer_name"),
            cell_type=self.text("cell_type"), parent_id=parent.id if parent else None,
        )  # fmt: skip

    @property
    def ticked_beside(self) -> list[str]:
        """The codes that were ticked among the units beside this one."""
        return self.posted.getlist("beside")

    def others(self, session: Session) -> list[Unit]:
        """Returns the units that merge into this one: those ticked, and those whose codes were typed."""
        typed = self.text("others").replace(",", " ").replace(";", " ").split()
        return [units.get_unit(session, code) for code in dict.fromkeys([*self.ticked_beside, *typed])]

    def successors(self) -> list[tuple[str, str]]:
        """Reads code and name of each new unit, a line each. Raises Refused (unit_lines)."""
        lines = [line.strip() for line in self.lines("successors").splitlines() if line.strip()]
        pairs = [tuple(part.strip() for part in line.split(";", 1)) for line in lines]
        if wrong := next((n for n, pair in enumerate(pairs, start=1) if len(pair) < 2 or not all(pair)), None):
            raise refuse("unit_lines", n=wrong)
        return [(pair[0], pair[1]) for pair in pairs]
