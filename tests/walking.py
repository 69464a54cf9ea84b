"""Brings dossiers of tests along the way of their process: the table says which step comes next, and whose it is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Dossier, Unit
from grading.services.dossiers import dossiers
from grading.services.layers import award_opinions
from tests.deciding import Deciding
from tests.snapshots import played
from workflows import Body, Process, State, Step, body_of, onward, way

NO_AWARD = "Không thuộc diện khen thưởng."
OPINION = "Đã xem xét, đồng ý chuyển tiếp."


@dataclass(frozen=True)
class Aim:
    """What a dossier is to arrive at: the level, and where the level is decided before the team, the award that it
    proposes, or the note with which it proposes none."""

    level: str = "GOOD"
    award: str | None = None
    without_award: str = NO_AWARD


Work = Callable[[str, Aim], None]


class Walking(Deciding):
    """A season that knows what is done at each desk before its step onward opens."""

    desks: Mapping[State, Work]
    """The work of each desk, which takes a step itself only where a decision takes it. A desk that is not named only
    hands on what comes to it."""

    def dossier_id(self, cell: str) -> int:
        with self.reading() as session:
            dossier_id = dossiers.find_id(session, self.campaign, cell)
        assert dossier_id is not None, cell
        return dossier_id

    def state(self, cell: str) -> State:
        with self.reading() as session:
            return session.get_one(Dossier, self.dossier_id(cell)).state

    @contextmanager
    def with_dossier(self, login: str, cell: str) -> Iterator[tuple[Session, Actor, Dossier]]:
        with self.acting(login) as (session, actor):
            yield session, actor, dossiers.get_dossier(session, actor, self.dossier_id(cell))

    @played
    def step(self, cell: str, step: str, login: str, *, note: str = "", criteria: tuple[str, ...] = ()) -> None:
        with self.with_dossier(login, cell) as (session, actor, dossier):
            dossiers.take_step(session, actor, dossier, step, note=note, criteria=criteria)

    @played
    def bring(self, cell: str, state: State, level: str = "GOOD", award: str | None = None) -> int:
        """Brings the dossier of this cell, and no other of its commune, from draft to the state. Returns its id."""
        aim = Aim(level, award)
        for step, unit in self._way(cell, state):
            self._work_at(cell, step.source, aim)
            self._take(cell, step, unit, aim)
        return self.dossier_id(cell)

    @played
    def hand_on(self, cell: str, state: State, award: str | None = None, *, without_award: str = NO_AWARD) -> None:
        """Brings the dossier from the desk on which it lies, whose work is done, to the state."""
        aim = Aim(award=award, without_award=without_award)
        for number, (step, unit) in enumerate(self._way(cell, state)):
            if number:
                self._work_at(cell, step.source, aim)
            self._take(cell, step, unit, aim)

    @played
    def pass_through(self, cell: str) -> None:
        """Hands the dossier on at every desk that has no work of its own, until it lies at one that has, or ends."""
        while self.state(cell) not in self.desks and (step := onward(self.process(), self.state(cell))):
            self.hand_on(cell, step.dest)

    def desk_after(self, state: State) -> State:
        """Returns the state to which the step onward leads from this one."""
        step = onward(self.process(), state)
        assert step is not None, state
        return step.dest

    def place(self, cell: str, body: Body) -> str:
        """Returns the code of one of the organisations of the cell's dossier."""
        with self.reading() as session:
            dossier = session.get_one(Dossier, self.dossier_id(cell))
            return session.get_one(Unit, dossier.unit_of(body)).code

    def process(self) -> Process:
        with self.reading() as session:
            return self._campaign(session).process

    def follows_decided_levels(self) -> bool:
        with self.reading() as session:
            return award_opinions.follows_decided_levels(self._campaign(session))

    def _way(self, cell: str, state: State) -> list[tuple[Step, str]]:
        """Returns the steps to the state, each with the code of the organisation whose person takes it."""
        with self.reading() as session:
            dossier = session.get_one(Dossier, self.dossier_id(cell))
            process = dossier.campaign.process
            units = {body: session.get_one(Unit, dossier.unit_of(body)).code for body in Body}
            return [(step, units[body_of(process, step.role)]) for step in way(process, dossier.state, state)]

    def _work_at(self, cell: str, state: State, aim: Aim) -> None:
        if work := self.desks.get(state):
            work(cell, aim)

    def _take(self, cell: str, step: Step, unit: str, aim: Aim) -> None:
        if step.by_decision_only:
            return
        is_unproposed = step.note_instead and aim.award is None and self.follows_decided_levels()
        note = aim.without_award if is_unproposed else OPINION if step.needs_note else ""
        self.step(cell, step.name, self.who(step.role, unit), note=note)
