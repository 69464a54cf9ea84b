"""The frozen content of a dossier (`revision.content`), and its formats.

Format 1 has no number, and says scores, files and works by position. Format 2 has its number and says them by name.
Format 3 holds what conditions read beside the dossier.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from grading.rules import codec
from grading.rules.ballots import COUNTED, Counts
from grading.rules.frozen.formats import Body, Format
from grading.rules.levels import Grade
from workflows import Layer

NEWEST_FIRST = (Layer.panel, Layer.commune, Layer.self_)
"""The layers of the bodies: the team's, the commune's, the cell's own."""
_SCORE = ("grade", "points", "words")
_FILE = ("criterion", "sha256", "name")
_WORK = ("title", "target", "measure", "done", "note")


@dataclass(frozen=True, kw_only=True)
class FrozenScore:
    """The score of one criterion: a grade or points (hundredths), and its words."""

    grade: Grade | None
    points: int | None
    words: str


@dataclass(frozen=True, kw_only=True)
class FrozenAssessment:
    """One layer, with its scores by criterion key. `by` is the account of an appraiser."""

    layer: Layer
    by: int | None
    outcome: str | None
    words: str
    finished: bool
    scores: Mapping[str, FrozenScore]

    @property
    def grades(self) -> dict[str, Grade]:
        return {key: score.grade for key, score in self.scores.items() if score.grade is not None}

    @property
    def points(self) -> dict[str, int]:
        """The points (hundredths) of the criteria that have points."""
        return {key: score.points for key, score in self.scores.items() if score.points is not None}


@dataclass(frozen=True, kw_only=True)
class FrozenBallot:
    """One round of the ballot, with its votes by option."""

    round: int
    held_on: date
    counts: Counts
    votes: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class FrozenFile:
    """One file of evidence, by its digest."""

    criterion: str
    sha256: str
    name: str


@dataclass(frozen=True, kw_only=True)
class FrozenWork:
    """One registered work; target and done are hundredths."""

    title: str
    target: int
    measure: str
    done: int
    note: str


@dataclass(frozen=True, kw_only=True)
class FrozenAwardOpinion:
    """For or against one award (`ground` is its key): of one member of the team, or what the team proposes (`by` is
    None)."""

    ground: str
    by: int | None
    in_favour: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class FrozenDossier:
    """Everything that a dossier held when it was handed on or decided on.

    `programme` is the digest of the campaign's copy. Figures are hundredths by metric; `proposed` holds what the cell
    proposed where others decided. `works` is None without a registration. `rating` is the unit's level of the year,
    where `rests_on_rating` says that the title asks for one. What conditions read beside it is empty where they read
    none: the figures of the year before, the unit's outcomes (by what they are of and how many years ago, such as
    `rating/1`), and whether it is registered.
    """

    dossier: int
    campaign: str
    unit: str
    programme: str
    assessments: tuple[FrozenAssessment, ...]
    ballots: tuple[FrozenBallot, ...]
    figures: Mapping[str, int]
    proposed: Mapping[str, int] = field(default_factory=dict)
    evidence: tuple[FrozenFile, ...]
    works: tuple[FrozenWork, ...] | None = None
    rests_on_rating: bool = False
    rating: str | None = None
    award_opinions: tuple[FrozenAwardOpinion, ...] = ()
    before: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    registered: bool | None = None

    def newest(self, layers: Collection[Layer] = NEWEST_FIRST) -> FrozenAssessment | None:
        """Returns the assessment of the last body among `layers`; appraisers' own assessments do not count."""
        by_layer = {assessment.layer: assessment for assessment in self.assessments}
        return next((by_layer[each] for each in NEWEST_FIRST if each in layers and each in by_layer), None)

    def to_text(self, number: int | None = None) -> str:
        """Returns canonical JSON in the newest format, or in an older one to compare it with a text of that format."""
        return DOSSIER.to_text(codec.encode(self), number)

    @classmethod
    def from_text(cls, text: str) -> "FrozenDossier":
        """Returns the content of a revision. Raises ValueError, or UnreadableFormat for a number to come."""
        return _read(text)


@lru_cache(maxsize=512)
def _read(text: str) -> FrozenDossier:
    return codec.decode(FrozenDossier, DOSSIER.read(text))


def number_of(text: str) -> int:
    """Returns the format of a revision. Raises ValueError, or UnreadableFormat for a number to come."""
    return DOSSIER.number_of(json.loads(text))


def _by_name(body: Body) -> Body:
    body.pop("paper_received", None)  # the very first revisions say it; later it is no content
    for assessment in body["assessments"]:
        assessment["scores"] = {key: _named(_SCORE, score) for key, score in assessment["scores"].items()}
    for ballot in body["ballots"]:
        ballot["counts"] = {name: ballot.pop(name) for name in COUNTED if name in ballot}
    body["evidence"] = [_named(_FILE, file) for file in body["evidence"]]
    body["works"] = [_named(_WORK, work) for work in body["works"]] if "works" in body else None
    return {"proposed": {}, "rating": None, "rests_on_rating": "rating" in body, "award_opinions": []} | body


def _with_beside(body: Body) -> Body:
    return {"before": {}, "outcomes": {}, "registered": None} | body


def _without_beside(body: Body) -> Body:
    return {name: value for name, value in body.items() if name not in ("before", "outcomes", "registered")}


def _by_position(body: Body) -> Body:
    older = {name: body[name] for name in ("dossier", "campaign", "unit", "programme", "figures")}
    older["assessments"] = [
        each | {"scores": {key: _listed(_SCORE, score) for key, score in each["scores"].items()}}
        for each in body["assessments"]
    ]
    older["ballots"] = [
        {"round": each["round"], "held_on": each["held_on"], "votes": each["votes"]} | each["counts"]
        for each in body["ballots"]
    ]
    older["evidence"] = [_listed(_FILE, file) for file in body["evidence"]]
    if body["works"] is not None:
        older["works"] = [_listed(_WORK, work) for work in body["works"]]
    if body["proposed"]:
        older["proposed"] = body["proposed"]
    if body["award_opinions"]:
        older["award_opinions"] = body["award_opinions"]  # no revision of format 1 has any, so it holds no longer
    return older | ({"rating": body["rating"]} if body["rests_on_rating"] else {})


def _named(names: tuple[str, ...], values: list[Any]) -> Body:
    return dict(zip(names, values, strict=True))


def _listed(names: tuple[str, ...], values: Body) -> list[Any]:
    return [values[name] for name in names]


DOSSIER = Format(kind="dossier", upgrades=(_by_name, _with_beside), downgrades=(_by_position, _without_beside))
