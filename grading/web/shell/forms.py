"""The base of all forms: the text that somebody typed into each box, its meaning, and the mistakes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, TypeVar

from werkzeug.datastructures import MultiDict

from grading.rules.programme import Programme
from grading.text import without_controls
from grading.typed import numbers
from grading.typed.days import day_of
from grading.words import reason_words
from workflows import Reason

UNREAD = {"number_none", "day_none"}
"""The reasons that say nothing but that a text means nothing: there the form's own sentence says more."""
Mistake = tuple[str, str]
"""The box (its id on the page, or nothing for a mistake of the whole form) and the sentence."""
T = TypeVar("T")
Code = TypeVar("Code", bound=str)
AnyForm = TypeVar("AnyForm", bound="Form")


@dataclass(kw_only=True)
class Form:
    """The boxes of one form as text, and the mistakes in the order in which they are found.

    The text of a box comes from `posted` (a request) or was put in by `fill` (what is stored). A reader such as `count`
    keeps the text in `typed` for the page, returns what the text means, and adds a mistake if the text means nothing.
    A line that repeats has a `key`; its boxes are called `<name>-<key>`.
    """

    places: ClassVar[Mapping[str, str]] = {}
    """The box of a refusal by the code of its reason; `{n}` stands for a parameter of the reason."""

    posted: MultiDict[str, str] = field(default_factory=MultiDict)
    typed: dict[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    key: str = ""
    trims: bool = False
    """Says whether the spaces around a text are dropped. If not, the text stays exactly as it was typed."""
    elsewhere: str = ""
    """The box of a refusal that `places` does not name."""

    def box(self, name: str) -> str:
        return f"{name}-{self.key}" if self.key else name

    def row(self, kind: type[AnyForm], key: object) -> AnyForm:
        """Returns one of the lines that repeat. The line shares the boxes and the mistakes of the whole form."""
        return kind(posted=self.posted, typed=self.typed, mistakes=self.mistakes, trims=self.trims, key=str(key))

    def fill(self, texts: Mapping[str, str]) -> None:
        """Puts texts into the boxes in place of the typed texts."""
        self.typed |= {self.box(name): text for name, text in texts.items()}

    def text(self, name: str) -> str:
        box = self.box(name)
        if box not in self.typed:
            sent = without_controls(self.posted.get(box, ""))
            self.typed[box] = sent.strip() if self.trims else sent
        return self.typed[box]

    def secret(self, name: str) -> str:
        """Reads a password exactly as it was sent; the page never shows it again."""
        return self.posted.get(self.box(name), "")

    def lines(self, name: str) -> str:
        """Reads a text of several lines. Browsers end a line with two characters, the service with one."""
        return self.text(name).replace("\r\n", "\n")

    def ticked(self, name: str) -> bool:
        """Returns whether a checkbox was ticked or a button pressed."""
        return self.box(name) in self.typed or self.box(name) in self.posted

    def hidden(self, name: str) -> int | None:
        """Returns a number that the page itself put into the form, or None."""
        try:
            return int(self.typed.get(self.box(name), self.posted.get(self.box(name), "")))
        except ValueError:
            return None

    @property
    def version(self) -> int:
        """The version that the page showed. It is 0 if no page sent one; 0 stands for a row that is not stored."""
        return self.hidden("version") or 0

    def count(self, name: str, sentence: str, *, needed: bool = False, most: int | None = None) -> int | None:
        """Reads a whole number. More than `most` is a mistake."""
        return self._read(name, lambda text: _at_most(numbers.whole(text), most), sentence, needed)

    def points(self, name: str, sentence: str, *, needed: bool = False) -> int | None:
        """Reads hundredths of a point or of a percent."""
        return self._read(name, numbers.hundredths, sentence, needed)

    def day(self, name: str, sentence: str, *, needed: bool = False) -> date | None:
        return self._read(name, day_of, sentence, needed)

    def choice(self, name: str, options: Iterable[Code], sentence: str, *, needed: bool = False) -> Code | None:
        option_by_code: dict[str, Code] = {str(option): option for option in options}
        return self._read(name, option_by_code.get, sentence, needed)

    def _read(self, name: str, meaning: Callable[[str], T | Reason | None], sentence: str, needed: bool) -> T | None:
        text = self.text(name)
        value = meaning(text)
        if value is not None and not isinstance(value, Reason):
            return value
        if needed or text.strip():
            self.wrong(name, sentence if value is None or value.code in UNREAD else reason_words(value))
        return None

    def wrong(self, name: str, sentence: str) -> None:
        self.mistakes.append((self.box(name), sentence))

    def refuse(self, reasons: Iterable[Reason], programme: Programme | None = None) -> None:
        """Adds each reason of a refusal at its box. The names of figures come from the programme."""
        self.mistakes += [(self.place_of(reason), reason_words(reason, programme)) for reason in reasons]

    def place_of(self, reason: Reason) -> str:
        place = self.places.get(reason.code)
        return self.elsewhere if place is None else place.format(**reason.params)

    def errors(self, name: str) -> list[str]:
        """Returns the sentences about one box."""
        return [sentence for box, sentence in self.mistakes if box == self.box(name)]

    @property
    def first_errors(self) -> dict[str, str]:
        """The first sentence about each box with a mistake."""
        return {box: sentence for box, sentence in reversed(self.mistakes) if box}


def _at_most(number: int | Reason, most: int | None) -> int | Reason | None:
    return None if isinstance(number, int) and most is not None and number > most else number
