"""The arguments of each kind of job, as a frozen dataclass that is stored as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grading.models import Job, JobKind
from grading.rules.codec import decode, encode


@dataclass(frozen=True, kw_only=True)
class OfDecision:
    """The number of the decision whose papers are made; the decision itself is a column."""

    number: str


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file that somebody sent to be imported."""

    sha256: str
    name: str
    campaign: str = ""
    """The code of the campaign whose programme names the metrics of the figures."""
    words: str = ""
    """The source of the figures, or the reason for correcting results."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A table that is written out. `ending` is csv or xlsx."""

    ending: str


Arguments = OfDecision | Sent | Written
_OF_KIND: Mapping[JobKind, type[Arguments]] = {
    JobKind.papers: OfDecision,
    JobKind.volume: OfDecision,
    JobKind.figures_import: Sent,
    JobKind.results_import: Sent,
    JobKind.units_export: Written,
}


def stored(arguments: Arguments) -> dict[str, Any]:
    form: dict[str, Any] = encode(arguments)
    return form


def arguments_of(job: Job) -> Arguments:
    """Raises ValueError for arguments that no version of the service wrote."""
    return decode(_OF_KIND[job.kind], job.arguments)
