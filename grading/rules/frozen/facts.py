"""The facts of a commendation (`commendation.facts`): every word that its sheet prints.

Format 1 has no number. Format 2 has its number.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self, get_args

from grading.rules.frozen.formats import Body, Format, as_it_was

FACTS = Format(kind="facts", upgrades=(as_it_was,))
Mark = Literal["demo", "draft", "test"]
Sheet = Literal["A4", "A3"]


@dataclass(frozen=True, kw_only=True)
class FrozenFacts:
    """Everything that the sheet prints, word for word (only in Vietnamese), so that the paper can be made again."""

    issuer_line: str
    give: str = "Tặng"
    title: str = "GIẤY KHEN"
    recipient: str
    recipient_parent: str
    achievement: str
    place_date: str
    formula: str
    office: str
    signer_name: str | None
    """The signer's name. Without a name the place under the seal stays empty, as in the demonstration."""
    decision_line: str
    register_line: str
    short_code: str
    """Twelve letters, printed in groups of four."""
    verify_url: str
    """The address in the QR code."""
    mark: Mark | None
    sheet: Sheet = "A4"
    serial: str
    """The permanent identifier and the keyword of the file."""

    @property
    def shown_code(self) -> str:
        return "-".join(self.short_code[at : at + 4] for at in range(0, len(self.short_code), 4))

    def texts(self) -> dict[str, str]:
        """Returns what is printed, by the names of the fields."""
        return {name: text for name, text in asdict(self).items() if text is not None}

    def to_json(self) -> Body:
        return FACTS.numbered(asdict(self))

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Returns the facts of a stored row. Raises ValueError, or UnreadableFormat, for facts of no known format."""
        body = FACTS.upgraded(stored)
        if odd := [name for name, value in body.items() if not isinstance(value, str | None)]:
            raise ValueError(f"facts: {', '.join(odd)} is no text")
        if body.get("mark") not in (None, *get_args(Mark)) or body.get("sheet", "A4") not in get_args(Sheet):
            raise ValueError("facts: unknown mark or sheet")
        try:
            return cls(**body)
        except TypeError as error:
            raise ValueError(f"facts: {error}") from None
