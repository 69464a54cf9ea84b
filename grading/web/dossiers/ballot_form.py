"""The form of one round of the ballot: counts only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from grading import text
from grading.models import Ballot
from grading.rules import ballots
from grading.web.shell.forms import Form
from grading.words import outcome_words
from grading.words.kinds import COUNTS

LEFT_OUT = ("away", "exempt", "suspended", "prosecuted", "excused")
"""The groups of members who do not count for the majority. An empty box means nobody."""
PAPERS = ("present", "issued", "returned", "valid", "invalid")
FIELDS = ("official", *LEFT_OUT, *PAPERS)
_MAY_BE_EMPTY = frozenset({*LEFT_OUT, "invalid"})


@dataclass(kw_only=True)
class BallotForm(Form):
    places: ClassVar[Mapping[str, str]] = {
        "ballot_nobody": "official",
        "ballot_present_many": "present",
        "ballot_too_many": "issued",
        "ballot_returned_many": "returned",
        "ballot_sum": "valid",
        "ballot_early": "held_on",
        "date_future": "held_on",
        "dates_in_order": "held_on",
    }

    round: int
    numbers: dict[str, int] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)
    held_on: date | None = None

    @classmethod
    def read(cls, posted: MultiDict[str, str], round_: int, options: Sequence[str]) -> "BallotForm":
        elsewhere = f"votes-{options[0]}" if options else "held_on"
        form = cls(posted=posted, round=round_, elsewhere=elsewhere)
        form.held_on = form.day("held_on", _("Mời ghi ngày họp, ví dụ 05/12/2022."), needed=True)
        for name in FIELDS:
            form.numbers[name] = form._number(name, str(COUNTS[name]), needed=name not in _MAY_BE_EMPTY)
        for option in options:
            form.votes[option] = form._number(f"votes-{option}", outcome_words(option))
        return form

    def _number(self, name: str, label: str, *, needed: bool = True) -> int:
        sentence = _("%(name)s: chỉ nhận số nguyên; không có thì ghi 0.", name=label)
        return self.count(name, sentence, needed=needed) or 0

    @property
    def tells_people(self) -> bool:
        """Says whether the form states how many members count."""
        return bool(self.numbers) and not any(self.errors(name) for name in ("official", *LEFT_OUT))

    @property
    def counts(self) -> ballots.Counts:
        """The counts of the round. A count that was not typed, or not as a number, is 0."""
        return ballots.Counts(**self.numbers)


def people_boxes(ballot: Ballot) -> dict[str, str]:
    """Returns the boxes for members as in this round, because a further round is held among the same members."""
    return {name: str(getattr(ballot, name)) for name in ("official", *LEFT_OUT)}


def boxes(ballot: Ballot | None) -> dict[str, str]:
    """Returns the texts of the boxes of a round before anybody types."""
    if ballot is None:
        return {}
    numbers = {name: getattr(ballot, name) for name in FIELDS}
    numbers |= {f"votes-{option}": number for option, number in ballot.votes.items()}
    return {"held_on": text.day(ballot.held_on), **{name: str(number) for name, number in numbers.items()}}
