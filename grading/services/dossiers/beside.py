"""What conditions read of a unit beside its dossier: earlier outcomes, figures of the year before, its registration."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier, Registration
from grading.rules.frozen.dossier import FrozenDossier
from grading.rules.known import Outcomes
from grading.rules.periods import before_key
from grading.rules.programme import Programme
from grading.rules.programmes.parts.operands import RATING
from grading.rules.reads import Reads, reads
from grading.services.figures.figures import latest
from grading.services.ground.kept import kept
from grading.services.results import results
from grading.services.units.units import names_on
from workflows import Kind
from workflows.registrations import Registering


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is known of one unit. What no condition of the programme reads is empty, as is the kind of a unit that is
    rated: every rating knows it already."""

    kind: str = ""
    before: Mapping[str, int] = field(default_factory=dict)
    outcomes: Outcomes = field(default_factory=dict)
    registered: bool | None = None

    @classmethod
    def of_frozen(cls, frozen: FrozenDossier, kind: str) -> "Beside":
        """Returns what a version was handed on with."""
        places = {place.rpartition("/")[::2]: outcome for place, outcome in frozen.outcomes.items()}
        outcomes = {(of, int(ago)): outcome for (of, ago), outcome in places.items()}
        return cls(kind=kind, before=frozen.before, outcomes=outcomes, registered=frozen.registered)

    @property
    def frozen_outcomes(self) -> dict[str, str]:
        """The outcomes by the places that a frozen version writes."""
        return {f"{of}/{ago}": outcome for (of, ago), outcome in sorted(self.outcomes.items())}


def beside_each(session: Session, dossiers: Iterable[Dossier]) -> dict[int, Beside]:
    """Returns it by id of the dossier, as `beside` does, for the dossiers of each campaign together."""
    by_campaign: dict[Campaign, list[Dossier]] = {}
    for dossier in dossiers:
        by_campaign.setdefault(dossier.campaign, []).append(dossier)
    found: dict[int, Beside] = {}
    for campaign, group in by_campaign.items():
        around = beside(session, campaign, campaign.programme, {dossier.unit_id for dossier in group})
        found |= {dossier.id: around[dossier.unit_id] for dossier in group}
    return found


def beside(session: Session, campaign: Campaign, programme: Programme, units: Collection[int]) -> dict[int, Beside]:
    """Returns it by unit, in at most five queries for any number of units, and in none where the programme reads
    nothing of it. Only results in force and the figures that count are read, as they stand now."""
    read = reads(programme)
    is_asked = read.kinds and campaign.kind is Kind.recognition
    kinds = names_on(session, units, campaign.as_of) if is_asked else {}
    before = _before(session, campaign, units) if read.before else {}
    outcomes = _outcomes(session, campaign.year, read, units)
    registered = _registered(session, campaign, units) if read.registered else None
    return {
        unit: Beside(
            kind=kinds[unit].kind if unit in kinds else "",
            before=before.get(unit, {}),
            outcomes=outcomes.get(unit, {}),
            registered=None if registered is None else unit in registered,
        )
        for unit in units
    }


def _before(session: Session, campaign: Campaign, units: Collection[int]) -> dict[int, dict[str, int]]:
    period_id = before_key(campaign.period_id)
    if period_id is None:
        return {}
    values = latest(session, units, [period_id])
    return {unit: {metric: row.value for metric, row in values.of(unit, period_id).items()} for unit in units}


def _outcomes(session: Session, year: int, read: Reads, units: Collection[int]) -> dict[int, Outcomes]:
    ratings = results.ratings_by_year(session, units) if read.ratings else {}
    titles = results.titles_by_year(session, units) if read.titles else {}
    found: dict[int, Outcomes] = {}
    for unit in units:
        known = {(RATING, in_year): level for in_year, level in ratings.get(unit, {}).items()} | titles.get(unit, {})
        asked = {(of, ago): known.get((of, year - ago)) for of, ago in read.outcomes}
        found[unit] = {place: outcome for place, outcome in asked.items() if outcome is not None}
    return found


def _registered(session: Session, campaign: Campaign, units: Collection[int]) -> set[int]:
    known: dict[Hashable, bool] = kept(session, Registration)
    places = {unit: ("registered", campaign.id, unit) for unit in units}
    if missing := {unit for unit, place in places.items() if place not in known}:
        query = select(Registration.unit_id).where(
            Registration.campaign_id == campaign.id,
            Registration.unit_id.in_(missing),
            Registration.state == Registering.confirmed,
        )
        confirmed = set(session.scalars(query))
        known |= {places[unit]: unit in confirmed for unit in missing}
    return {unit for unit, place in places.items() if known[place]}
