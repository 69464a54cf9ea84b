"""The relations between the figures of one dossier: what a cell types on different pages has to agree, or be explained.

The counts are whole numbers of members. A count that nobody has given is compared with nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from grading.rules.ballots import Counts


class Relation(StrEnum):
    """A relation that does not hold. Explanations name it, so a member stays."""

    more_rated = auto()  # more members rated than there are
    fewer_rated = auto()  # fewer than the full members whom the ballot does not leave out
    ballot_members = auto()  # the ballot counts another number of full members
    registered_members = auto()  # the resolution to register counted another number of full members


MAY_DIFFER = frozenset(Relation) - {Relation.more_rated}
"""The relations that a cell may explain: members come and go within a year. Nobody is rated who is no member."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """The counts of one dossier, as far as somebody has given them: the figures, the rounds of the ballot in their
    order, and the members who could vote when the cell resolved to register."""

    official: int | None = None
    probationary: int | None = None
    rated: int | None = None
    rounds: Sequence[Counts] = ()
    registered: int | None = None

    @property
    def left_out(self) -> int:
        """The members whom the last round did not convene. They need not be rated either."""
        last = self.rounds[-1] if self.rounds else None
        return last.away + last.exempt + last.suspended + last.prosecuted if last else 0


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Two counts that do not agree. `reported` was typed, `computed` follows from other pages of the dossier."""

    relation: Relation
    reported: int
    computed: int

    @property
    def may_differ(self) -> bool:
        return self.relation in MAY_DIFFER


def differences(given: Given) -> tuple[Difference, ...]:
    """Returns every relation that does not hold, in the order of the pages."""
    found = (difference for compared in _COMPARED for difference in compared(given))
    return tuple(dict.fromkeys(found))


def _rated(given: Given) -> Iterator[Difference]:
    if given.rated is None or given.official is None or given.probationary is None:
        return
    members = given.official + given.probationary
    if given.rated > members:
        yield Difference(relation=Relation.more_rated, reported=given.rated, computed=members)
    elif given.rated < given.official - given.left_out:
        # Members admitted less than six months ago are not reviewed (43-HD/BTCTW, 3), and they are probationary.
        least = given.official - given.left_out
        yield Difference(relation=Relation.fewer_rated, reported=given.rated, computed=least)


def _voting(given: Given) -> Iterator[Difference]:
    for counts in given.rounds:
        if given.official is not None and counts.official != given.official:
            yield Difference(
                relation=Relation.ballot_members, reported=counts.official, computed=given.official
            )  # fmt: skip


def _registering(given: Given) -> Iterator[Difference]:
    if given.registered is None or given.official is None:
        return
    if not given.official - given.left_out <= given.registered <= given.official:
        yield Difference(relation=Relation.registered_members, reported=given.registered, computed=given.official)


_COMPARED: Iterable[Callable[[Given], Iterator[Difference]]] = (_rated, _voting, _registering)
