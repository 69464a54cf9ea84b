"""Units: identities that never change, and the periods in which they had a name, a kind and a parent."""

from datetime import date
from enum import StrEnum, auto

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from grading.models.base import Base, enum_column
from grading.text import nfc, search_key, sort_key


class UnitKind(StrEnum):
    """The kinds of Party organisation (Điều lệ Đảng; the domain's list of kinds)."""

    committee_province = auto()
    committee_upper = auto()
    committee_grassroots = auto()
    committee_section = auto()
    cell_grassroots = auto()
    cell_subordinate = auto()

    @property
    def is_cell(self) -> bool:
        return self in {UnitKind.cell_grassroots, UnitKind.cell_subordinate}


class Unit(Base):
    """One organisation. Its code has no meaning and is never used again for another organisation."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
    """The number of the office, as its digits; an office's, never a person's."""
    periods: Mapped[list["UnitPeriod"]] = relationship(
        foreign_keys="UnitPeriod.unit_id", order_by="UnitPeriod.id", back_populates="unit"
    )

    @property
    def latest(self) -> "UnitPeriod":
        return self.periods[-1]


class UnitPeriod(Base):
    """One period of a unit, from and to inclusive, with its names, kind and parent.

    The names are spelt as the unit's own committee writes them (Hoà and Hòa both occur).
    """

    __tablename__ = "unit_period"
    __table_args__ = (
        UniqueConstraint("unit_id", "valid_from"),
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="in_order"),
        Index("ix_unit_period_of_kind", "kind", "sort_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[UnitKind] = mapped_column(enum_column(UnitKind, "kind"))
    cell_type: Mapped[str] = mapped_column(default="")
    org_name: Mapped[str]
    committee_name: Mapped[str] = mapped_column(default="")
    issuer_name: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    named_in_source: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(default="")
    """Why the period began, with the paper that says so: a merger, a new name, a new parent."""
    search_key: Mapped[str] = mapped_column(index=True)
    committee_key: Mapped[str] = mapped_column(default="", index=True)
    """The key of the committee's name, because people look for "Huyện ủy" where the unit is a "Đảng bộ"."""
    sort_key: Mapped[str] = mapped_column(index=True)

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id], back_populates="periods")
    parent: Mapped[Unit | None] = relationship(foreign_keys=[parent_id])

    @validates("org_name", "committee_name", "issuer_name")
    def _one_normal_form(self, key: str, name: str) -> str:
        name = nfc(name)
        for column, value in keys_of(key, name).items():
            setattr(self, column, value)
        return name

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def keys_of(column: str, name: str) -> dict[str, str]:
    """Returns the columns by which a name is found and ordered."""
    if column == "org_name":
        return {"search_key": search_key(name), "sort_key": sort_key(name)}
    return {"committee_key": search_key(name)} if column == "committee_name" else {}
