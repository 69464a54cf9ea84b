"""How the work of a divided unit is shared out: each registered work and each month goes on with one successor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from grading.models import RegisteredWork, SharedMonth, Unit, UnitTask
from grading.services.dossiers.unit_changes import successors
from grading.services.figures import year_records
from grading.services.figures.year_records import Year
from grading.services.ground.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Shares:
    """The successor of each work (by its id) and of each month. What is not named goes to the successor that keeps the
    seat."""

    works: Mapping[int, int] = field(default_factory=dict)
    months: Mapping[int, int] = field(default_factory=dict)


NOT_SHARED = Shares()


@dataclass(frozen=True, kw_only=True)
class Shareable:
    """The work that can be shared out, and its successors; the first of them keeps the seat."""

    successors: Sequence[Unit]
    works: Sequence[RegisteredWork]
    year: Year

    @property
    def months(self) -> list[int]:
        """The months of which anything is recorded."""
        return sorted(
            {*self.year.regular, *self.year.counts, *(each.held_on.month for each in self.year.thematic.values())}
        )

    @property
    def asks(self) -> bool:
        """Returns whether there is a choice: several successors, and something to go on with."""
        return len(self.successors) > 1 and bool(self.works or self.months)

    def works_of(self, successor: Unit, shares: Shares) -> list[RegisteredWork]:
        return [work for work in self.works if shares.works.get(work.id, self._seat) == successor.id]

    def months_of(self, successor: Unit, shares: Shares) -> list[int]:
        return [month for month in self.months if shares.months.get(month, self._seat) == successor.id]

    @property
    def _seat(self) -> int:
        return self.successors[0].id


def shareable(session: Session, task: UnitTask) -> Shareable:
    dossier = task.dossier
    works = dossier.registration.works if dossier.registration else []
    year = year_records.year_of(session, dossier) if dossier.programme.year_work else Year()
    return Shareable(successors=successors(session, task), works=list(works), year=year)


def keep(session: Session, task: UnitTask, among: Shareable, shares: Shares) -> None:
    """Stores the months that another successor than the one that keeps the seat goes on with. Raises Refused
    (unit_task_share) for a unit that is no successor."""
    chosen = {*shares.works.values(), *shares.months.values()}
    if not chosen <= {unit.id for unit in among.successors}:
        raise refuse("unit_task_share")
    for successor in among.successors[1:]:
        for month in among.months_of(successor, shares):
            task.months.append(SharedMonth(month=month, successor_id=successor.id))
    session.flush()
