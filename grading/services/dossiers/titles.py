"""The one place that says what stands between a dossier and its title."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from grading.models import Assessment, Dossier
from grading.rules.conditions import Standing
from grading.rules.demands import Asked, Demand
from grading.rules.derivation import derive
from grading.rules.frozen.dossier import FrozenDossier
from grading.rules.known import Known
from grading.rules.titles import demands_in
from grading.services.dossiers.beside import Beside, beside_each
from grading.services.dossiers.facts import figure_values
from grading.services.dossiers.points import unit_kind_of
from grading.services.figures.figures import Values, latest
from grading.services.results import results
from workflows import Kind, Layer, Reason


@dataclass(frozen=True, kw_only=True)
class Title:
    """Every demand of the title on one dossier, by the points of one layer: met, unmet or unknown. `degrees` holds the
    demands of each outcome by its key, the title itself among them."""

    demands: tuple[Demand, ...]
    degrees: Mapping[str, tuple[Demand, ...]] = field(default_factory=dict)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of the demands that are unmet or unknown."""
        return tuple(reason for reason in (demand.reason for demand in self.demands) if reason is not None)

    def of(self, outcome: str | None) -> "Title":
        """Returns what one outcome asks for: the title, or a degree of it."""
        return Title(demands=self.degrees.get(outcome or "", self.demands), degrees=self.degrees)

    def reasons_for(self, outcome: str) -> tuple[Reason, ...]:
        """Returns the reasons against one outcome."""
        return self.of(outcome).reasons

    @property
    def reasons_of_its_own(self) -> tuple[Reason, ...]:
        """The reasons without a rating that is not decided yet: usually it is decided after the cell asks for the
        title."""
        pending = [demand.reason for demand in self.demands if demand.about is Asked.rating and demand.level is None]
        return tuple(reason for reason in self.reasons if reason not in pending)

    def number(self, standing: Standing) -> int:
        return sum(demand.standing == standing for demand in self.demands)


def titles_of(
    session: Session, layers: Mapping[Dossier, Assessment | None], figures: Values | None = None
) -> dict[int, Title]:
    """Returns the title of each dossier by the points of its layer, by the id of the dossier, in a fixed number of
    queries. All dossiers are of one period; dossiers of ratings are left out. The figures are those that count, unless
    others are given."""
    asking = {dossier: layer for dossier, layer in layers.items() if dossier.campaign.kind is Kind.recognition}
    if not asking:
        return {}
    units = {dossier.unit_id for dossier in asking}
    campaign = next(iter(asking)).campaign
    year = campaign.year
    ratings = results.ratings_by_year(session, units)
    values = latest(session, units, [campaign.period_id]) if figures is None else figures
    around = beside_each(session, asking)
    return {
        dossier.id: _title(
            dossier,
            around[dossier.id],
            Known(
                grades=layer.grades if layer else {},
                points=layer.points if layer else {},
                figures=figure_values(values, dossier),
                year=year,
                rating=ratings.get(dossier.unit_id, {}).get(year),
            ),
        )
        for dossier, layer in asking.items()
    }


def title_then(session: Session, dossier: Dossier, frozen: FrozenDossier) -> Title:
    """Returns the title by what a revision of the dossier froze: the cell's own grades and points, the figures as the
    cell reported them, the rating. What others decided on its members is not the cell's to print before the outcome.
    Only the kind of the unit is read as it stands now."""
    own = frozen.newest([Layer.self_])
    around = Beside.of_frozen(frozen, beside_each(session, [dossier])[dossier.id].kind)
    known = Known(
        grades=own.grades if own else {},
        points=own.points if own else {},
        figures={**frozen.figures, **frozen.proposed},
        year=dossier.campaign.year,
        rating=frozen.rating,
    )
    return _title(dossier, around, known)


def _title(dossier: Dossier, around: Beside, known: Known) -> Title:
    known = replace(
        known, unit_kind=around.kind or unit_kind_of(dossier), cell_type=dossier.cell_type, before=around.before,
        outcomes=around.outcomes, registered=around.registered,
    )  # fmt: skip
    found = derive(dossier.programme, known)
    degrees = {rule.key: demands_in(dossier.programme, found, rule.key) for rule in dossier.programme.outcomes}
    return Title(demands=degrees[dossier.programme.plain], degrees=degrees)


def title_of(
    session: Session, dossier: Dossier, layer: Assessment | None, figures: Values | None = None
) -> Title | None:
    """Returns the title of one dossier, as `titles_of` does; None for a rating, which asks for none."""
    return titles_of(session, {dossier: layer}, figures).get(dossier.id)
