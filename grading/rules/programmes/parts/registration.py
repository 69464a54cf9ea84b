"""Section `registration`: whether cells register for a title, the last day, their works, and the selection of cells."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from grading.rules.programmes.parts.texts import Text


class Selection(StrEnum):
    """The way to select cells: every registered cell may be confirmed, or the committee surveys and chooses."""

    open = "open"
    surveyed = "surveyed"


class Chooser(StrEnum):
    """The body that surveys registered cells and settles the list: the one that reviews their dossiers, or the one that
    decides on the title. Whoever works for that committee does it (a district's organisation committee, say)."""

    review_unit = auto()
    authority_unit = auto()


@dataclass(frozen=True, kw_only=True)
class SurveyCriterion:
    """A criterion of the survey, met or not met, that a committee looks at before it chooses a cell."""

    key: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class WorksRule:
    """The number of works that a cell registers, and the figures that count them. None: the issuer has not decided."""

    min: int | None
    max: int | None
    total: str
    done: str


@dataclass(frozen=True, kw_only=True)
class RegistrationRule:
    """The rule for registration.

    `confirm_by` is the last day (MM-DD) of the campaign's year on which the committee may confirm the list in time. A
    later confirmation is marked as late and needs a reason. None means that the issuer has not decided.
    """

    needed: bool | None
    source: str
    confirm_by: str | None
    half_year_check: bool | None
    selection: Selection | None
    works: WorksRule | None = None
    survey: tuple[SurveyCriterion, ...] = ()
    chosen_by: Chooser = Chooser.review_unit

    def last_day(self, year: int) -> date:
        """Returns the last day for confirming the list. Raises ValueError while the issuer has not given it."""
        if self.confirm_by is None:
            raise ValueError("confirm_by is not given")
        return date.fromisoformat(f"{year}-{self.confirm_by}")

    @property
    def is_surveyed(self) -> bool:
        return self.selection is Selection.surveyed
