"""Section `registration`: whether cells register for a title, until when, what they undertake, how they are chosen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from grading.rules.programmes.parts.texts import Text


class Selection(StrEnum):
    """Whether every cell that registers may be confirmed, or the committee surveys and chooses."""

    open = "open"
    surveyed = "surveyed"


@dataclass(frozen=True, kw_only=True)
class SurveyCriterion:
    """What a committee looks at before it chooses a cell: met or not met."""

    key: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class WorksRule:
    """How many works a cell registers, and the figures that count them. None: the issuer has not said."""

    min: int | None
    max: int | None
    total: str
    done: str


@dataclass(frozen=True, kw_only=True)
class RegistrationRule:
    """`confirm_by` is the month and the day (MM-DD) of the campaign's year by which the committee confirms the list;
    a later one is told and needs its reason. None: the issuer has not said."""

    needed: bool | None
    source: str
    confirm_by: str | None
    half_year_check: bool | None
    selection: Selection | None
    works: WorksRule | None = None
    survey: tuple[SurveyCriterion, ...] = ()

    def last_day(self, year: int) -> date:
        """The last day for confirming the list. Raises ValueError while the issuer has not given it."""
        if self.confirm_by is None:
            raise ValueError("confirm_by is not given")
        return date.fromisoformat(f"{year}-{self.confirm_by}")

    @property
    def is_surveyed(self) -> bool:
        return self.selection is Selection.surveyed
