"""The rule for the unit's own vote: what decides, how many must take part, and the rounds."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Voters(StrEnum):
    """Whom a share of votes is counted of: the members convened, all official members, those present, the papers that
    came back, or the valid ones."""

    eligible = "eligible"
    all = "all"
    present = "present"
    returned = "returned"
    valid = "valid"


class Between(StrEnum):
    """The options of a further round: the two that came closest, or all of them again."""

    leading_two = "leading_two"
    all = "all"


@dataclass(frozen=True, kw_only=True)
class Needed:
    """A share of votes: more than it (`is_more`), or at least it. `share` is a numerator over a denominator.

    The default is that of the statutes: more than half of those convened (Điều lệ Đảng, Article 9, point 5)."""

    of: Voters = Voters.eligible
    share: tuple[int, int] = (1, 2)
    is_more: bool = True


@dataclass(frozen=True, kw_only=True)
class OptionNeeded:
    """The share that one option needs, in place of that of every option."""

    option: str
    needed: Needed


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """How many rounds there may be (None: until an option has passed), and between which options."""

    most: int | None = None
    between: Between = Between.leading_two


@dataclass(frozen=True, kw_only=True)
class BallotRule:
    """The rule for the unit's own vote.

    `needed` is None while the issuer has not decided. A programme without a ballot has no BallotRule. `quorum`: a round
    in which fewer take part is no round.
    """

    needed: bool | None
    secret: bool
    options: tuple[str, ...] = ()
    majority: Needed = Needed()
    special: tuple[OptionNeeded, ...] = ()
    quorum: Needed | None = None
    rounds: Rounds = Rounds()

    def needed_for(self, option: str) -> Needed:
        """Returns what this option needs to pass."""
        return next((each.needed for each in self.special if each.option == option), self.majority)

    @cached_property
    def is_usual(self) -> bool:
        """Returns whether the ballot follows the statutes alone: more than half of those convened, then between two."""
        return (self.majority, self.special, self.quorum, self.rounds) == (Needed(), (), None, Rounds())


USUAL = BallotRule(needed=None, secret=True)
"""The rule of the statutes, for rounds that are stored although the programme asks for none."""
