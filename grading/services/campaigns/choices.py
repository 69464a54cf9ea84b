"""The choices of a person who opens a campaign, and those that are usual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from grading.models import Decider
from grading.rules.periods import PeriodKind, Span, part
from grading.rules.programme import Programme
from workflows import Kind, Tier

DISTRICT_ENDS = date(2025, 6, 30)
"""The last day of the district tier, which left the Party system on 1 July 2025 (QĐ 294-QĐ/TW)."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The choices of a person who opens a campaign. Days are inclusive; `as_of` picks names, parents and tier."""

    code: str
    year: int
    """The year that the period is or lies in."""
    as_of: date
    opens_on: date
    submit_by: date
    authority_code: str
    commune_codes: Sequence[str]
    tier: Tier
    decided_by: Decider | None = None
    decided_by_reason: str = ""
    award_by: Decider | None = None
    award_by_reason: str = ""
    minimum_assessments: int | None = None
    """The least number of assessments of a dossier. If it is None, the programme's number counts."""
    part: Span | None = None
    """The period, where it is not the whole year."""
    part_label: str = ""
    """The words of a term or an ad hoc period."""
    not_rated: Mapping[str, str] = field(default_factory=dict)
    """The units that get no level, by code, each with the reason."""
    elsewhere: frozenset[str] = frozenset()
    """The codes of units that are left to another campaign of the same model and period, which has them already."""
    demo: bool = False
    """Whether the installation is a demonstration: every paper of the campaign then says so."""
    programme_version_id: int | None = None
    """The version that the programme is; None for a shipped programme or a file."""

    @property
    def span(self) -> Span:
        return self.part or part(PeriodKind.year, self.year)


def default_decider(kind: Kind, tier: Tier) -> Decider:
    """Returns the body that usually decides.

    Before July 2025 a commune's committee rates its own cells and the district recognises titles (HD 25, section 3).
    Elsewhere one committee does both.
    """
    return Decider.review_unit if (kind, tier) == (Kind.rating, Tier.three_tier) else Decider.authority_unit


def tier_on(day: date) -> Tier:
    """Returns the tier on that day: two tiers since the district left the Party system."""
    return Tier.three_tier if day <= DISTRICT_ENDS else Tier.two_tier


def usual_tier(programme: Programme, day: date) -> Tier:
    """Returns the tier of a campaign on this programme: a period other than a year is only noted."""
    return tier_on(day) if programme.rates_years else Tier.light


def default_award_by(decided_by: Decider) -> Decider:
    """Returns the body that usually gives awards: the committee that decides.

    The committee directly above the cell gives the yearly Giấy khen (QĐ 232-QĐ/TW, 28.2; CV 19780-CV/VPTW). If that
    committee decides nothing in the campaign, it has no decision that could give the award: the authority gives it.
    """
    return decided_by


def deciders(kind: Kind, opening: Opening) -> tuple[Decider, Decider]:
    """Returns the body that decides levels or titles, and the body that gives awards."""
    if opening.tier is not Tier.three_tier:
        return Decider.authority_unit, Decider.authority_unit
    decided_by = opening.decided_by or default_decider(kind, opening.tier)
    return decided_by, opening.award_by or default_award_by(decided_by)


def usual_code(programme: Programme, span: Span, authority_code: str) -> str:
    """Returns the code that a campaign gets when nobody chooses another one."""
    model = "XL" if programme.kind is Kind.rating else programme.key.upper()
    return f"{model}-{span.code}-{authority_code}"
