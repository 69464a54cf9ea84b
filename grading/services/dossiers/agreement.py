"""The figures of a dossier held against each other: what differs, and what the cell says about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Dossier, Explanation, UnitPeriod
from grading.rules.agreement import Difference, Given, Relation, differences
from grading.rules.ballots import Counts
from grading.services.figures.figures import Values, latest
from grading.services.units.units import names_on
from workflows.guards import figures_agree


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two counts that differ, and the explanation that holds while both stand."""

    difference: Difference
    explanation: Explanation | None

    @property
    def is_open(self) -> bool:
        return self.explanation is None


def differences_in(dossier: Dossier, figures: Values, *, is_cell: bool) -> tuple[Difference, ...]:
    """Returns what differs among the figures. The ballot of a committee is held by its executive body alone, so it is
    not compared with the number of members."""
    place = dossier.unit_id, dossier.campaign.period_id

    def count(metric: str) -> int | None:
        figure = figures.get((*place, metric))
        return figure.value // 100 if figure else None

    registration = dossier.registration if is_cell else None
    given = Given(
        official=count("members_official"), probationary=count("members_probationary"), rated=count("members_rated"),
        rounds=[Counts.of(ballot) for ballot in dossier.ballots] if is_cell else [],
        registered=registration.eligible if registration else None,
    )  # fmt: skip
    return differences(given) if is_cell else tuple(
        each for each in differences(given) if each.relation is Relation.more_rated
    )  # fmt: skip


def disagreeing(
    session: Session, dossiers: Sequence[Dossier], figures: Values, names: Mapping[int, UnitPeriod]
) -> dict[int, tuple[str, ...]]:
    """Returns by dossier what differs without an explanation, where a row of the process asks about that. Nothing is
    read where nothing differs."""
    asking = [each for each in dossiers if each.campaign.process.asks(figures_agree, each.state)]
    found = {
        each: differing
        for each in asking
        if (differing := differences_in(each, figures, is_cell=names[each.unit_id].kind.is_cell))
    }
    explained = _explanations(session, [*found])
    still = {
        dossier.id: [each.relation for each in differing if key_of(dossier, each) not in explained]
        for dossier, differing in found.items()
    }
    return {dossier_id: tuple(dict.fromkeys(relations)) for dossier_id, relations in still.items()}


def compare(session: Session, dossier: Dossier) -> list[Compared]:
    """Returns what differs in the dossier, each with its explanation."""
    figures = latest(session, [dossier.unit_id], [dossier.campaign.period_id])
    is_cell = names_on(session, [dossier.unit_id], dossier.campaign.as_of)[dossier.unit_id].kind.is_cell
    found = differences_in(dossier, figures, is_cell=is_cell)
    explained = _explanations(session, [dossier] if found else [])
    return [Compared(difference=each, explanation=explained.get(key_of(dossier, each))) for each in found]


_Key = tuple[int, int, str, int, int]


def key_of(dossier: Dossier, difference: Difference) -> _Key:
    """Returns the key of an explanation. The campaign is part of it: two campaigns of one period each have a ballot."""
    rule = f"{difference.relation}:{dossier.campaign.code}"
    counts = difference.reported * 100, difference.computed * 100
    return dossier.unit_id, dossier.campaign.period_id, rule, *counts


def _explanations(session: Session, dossiers: Sequence[Dossier]) -> dict[_Key, Explanation]:
    if not dossiers:
        return {}
    units = {dossier.unit_id for dossier in dossiers}
    periods = {dossier.campaign.period_id for dossier in dossiers}
    query = select(Explanation).where(Explanation.unit_id.in_(units), Explanation.period_id.in_(periods))
    rows = session.scalars(query.order_by(Explanation.id))
    return {(row.unit_id, row.period_id, row.rule, row.reported, row.computed): row for row in rows}
