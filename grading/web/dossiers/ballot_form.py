"""The form of one round of the ballot: counts only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import request
from flask_babel import gettext as _

from grading import text
from grading.models import Ballot
from grading.rules import ballots
from grading.web.dossiers.answers_form import Mistake
from grading.web.shell.typed import count_of, day_of
from grading.words import outcome_words
from grading.words.kinds import COUNTS
from workflows import Reason

LEFT_OUT = ("away", "exempt", "suspended", "prosecuted", "excused")
"""Members who do not count for the majority; an empty box means nobody."""
PAPERS = ("present", "issued", "returned", "valid", "invalid")
FIELDS = ("official", *LEFT_OUT, *PAPERS)
_MAY_BE_EMPTY = frozenset({*LEFT_OUT, "invalid"})
_PLACES = {
    "ballot_nobody": "official",
    "ballot_present_many": "present",
    "ballot_too_many": "issued",
    "ballot_returned_many": "returned",
    "ballot_sum": "valid",
    "date_future": "held_on",
    "dates_in_order": "held_on",
}


@dataclass(kw_only=True)
class BallotForm:
    round: int
    version: int = 0
    typed: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)
    held_on: date | None = None
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def tells_people(self) -> bool:
        """Whether it says how many members count."""
        return bool(self.numbers) and not {anchor for anchor, _words in self.mistakes} & {"official", *LEFT_OUT}

    @property
    def counts(self) -> ballots.Counts:
        """A count that was not typed, or not as a number, is 0."""
        return ballots.Counts(**self.numbers)


def read(round_: int, options: Sequence[str]) -> BallotForm:
    form = BallotForm(round=round_, version=request.form.get("version", 0, type=int))
    form.typed["held_on"] = request.form.get("held_on", "")
    form.held_on = day_of(form.typed["held_on"])
    if form.held_on is None:
        form.mistakes.append(("held_on", _("Mời ghi ngày họp chi bộ, ví dụ 05/12/2022.")))
    for name in FIELDS:
        form.numbers[name] = _number(form, name, str(COUNTS[name]), may_be_empty=name in _MAY_BE_EMPTY)
    for option in options:
        form.votes[option] = _number(form, f"votes-{option}", outcome_words(option))
    return form


def _number(form: BallotForm, name: str, label: str, *, may_be_empty: bool = False) -> int:
    typed = form.typed[name] = request.form.get(name, "")
    number = count_of(typed)
    if number is None and not (may_be_empty and not typed.strip()):
        form.mistakes.append((name, _("%(name)s: mời ghi một số; không có thì ghi 0.", name=label)))
    return number or 0


def people_boxes(ballot: Ballot) -> dict[str, str]:
    """A further round is held among the same members."""
    return {name: str(getattr(ballot, name)) for name in ("official", *LEFT_OUT)}


def boxes(ballot: Ballot | None) -> dict[str, str]:
    """What the boxes of a round hold before anybody types."""
    if ballot is None:
        return {}
    numbers = {name: getattr(ballot, name) for name in FIELDS}
    numbers |= {f"votes-{option}": number for option, number in ballot.votes.items()}
    return {"held_on": text.day(ballot.held_on), **{name: str(number) for name, number in numbers.items()}}


def place_of(reason: Reason, options: Sequence[str]) -> str:
    """The field that a refusal of the counts speaks of."""
    return _PLACES.get(reason.code, f"votes-{options[0]}" if options else "held_on")
