"""The boxes of the papers that allow a group the higher share, on the page of a meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from grading.models import QuotaException
from grading.services.decisions.choices import ExceptionPaper

_REASON = "exception-reason-"


@dataclass(kw_only=True)
class TypedException:
    """As text; all three boxes empty stand for no paper."""

    reason: str = ""
    number: str = ""
    dated: str = ""

    def paper(self, day: date | None) -> ExceptionPaper:
        return ExceptionPaper(reason=self.reason, number=self.number, dated=day)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The boxes still empty."""
        boxes = {"reason": self.reason, "number": self.number, "on": self.dated}
        return tuple(name for name, typed in boxes.items() if not typed)


def of(rows: Iterable[QuotaException]) -> dict[str, TypedException]:
    """By key of the group."""
    return {
        row.group_key: TypedException(reason=row.reason, number=row.paper_number, dated=row.paper_on.isoformat())
        for row in rows
    }


def read(typed: Mapping[str, str]) -> dict[str, TypedException]:
    """Those of which any box is filled, by key of the group."""
    keys = [name.removeprefix(_REASON) for name in typed if name.startswith(_REASON)]
    found = {
        key: TypedException(
            reason=typed.get(f"{_REASON}{key}", "").strip(),
            number=typed.get(f"exception-number-{key}", "").strip(),
            dated=typed.get(f"exception-on-{key}", "").strip(),
        )
        for key in keys
    }
    return {key: each for key, each in found.items() if len(each.lacks) < 3}
