"""The part of an appraisal team's list that a visitor wants to see, whatever the columns of the list are."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request

from grading.services.layers.award_list import Listed
from grading.services.layers.team_list import Appraised
from grading.text import search_key

Row = TypeVar("Row", Appraised, Listed)


@dataclass(frozen=True, kw_only=True)
class Asked(Generic[Row]):
    """The rows of one of the `places`, with some words in the name, of one commune; `further` are the values that other
    columns must have, by the name of the row's attribute, empty where any will do."""

    places: Mapping[str, Callable[[Row], bool]]
    place: str
    words: str
    commune: int | None
    further: Mapping[str, str]

    @classmethod
    def read(
        cls,
        rows: Sequence[Row],
        places: Mapping[str, Callable[[Row], bool]],
        first: str,
        options: Mapping[str, Collection[str]] | None = None,
    ) -> "Asked[Row]":
        """Reads the query. Without a place in it, the list shows the `first` place, or everything if that is empty or
        the query asks for one of the `options` of a column."""
        args, place = request.args, request.args.get("place", "")
        found = {name: args.get(name, "") for name in options or {}}
        further = {name: value if value in (options or {})[name] else "" for name, value in found.items()}
        if place not in places:
            place = first if any(map(places[first], rows)) and not any(further.values()) else "all"
        return cls(
            places=places, place=place, words=args.get("q", ""), commune=args.get("commune", type=int), further=further
        )

    def shows(self, row: Row) -> bool:
        return (
            self.places[self.place](row)
            and search_key(self.words) in row.search_key
            and self.commune in (None, row.dossier.review_unit_id)
            and all(value in ("", getattr(row, name)) for name, value in self.further.items())
        )

    @property
    def query(self) -> dict[str, object]:
        values = {"place": self.place, "q": self.words, "commune": self.commune, **self.further}
        return {name: value for name, value in values.items() if value}

    def listed(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Returns what the page of every such list shows."""
        return {
            "asked": self,
            "rows": rows,
            "shown": [row for row in rows if self.shows(row)],
            "numbers": Counter(place for row in rows for place, shows in self.places.items() if shows(row)),
            "communes": sorted({(row.dossier.review_unit_id, row.commune) for row in rows}, key=lambda pair: pair[1]),
            "assesses": any(row.own is not None for row in rows),
        }
