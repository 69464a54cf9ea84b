"""The part of `checks` about awards and about the origin of units."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from grading.models import Award, Decision, DecisionState, Succession
from grading.rules import awards
from grading.services.invariants.batches import SIZE
from grading.services.invariants.format_checks import is_readable
from grading.services.results.years_running import histories
from grading.services.units.successions import cycles
from workflows import Finding


def streaks_still_hold(session: Session) -> Iterator[Finding]:
    """Yields the issued awards for years running whose rule no longer holds.

    An award can lose its years when a year is rated again or a merger is recorded late.
    """
    query = (
        select(Award)
        .join(Decision)
        .where(Decision.state == DecisionState.issued)
        .options(selectinload(Award.decision).selectinload(Decision.campaign), joinedload(Award.dossier))
    )
    for part in session.scalars(query.execution_options(yield_per=SIZE)).partitions(SIZE):
        yield from _without_their_years(session, part)


def _without_their_years(session: Session, issued_awards: Sequence[Award]) -> Iterator[Finding]:
    histories_by_unit = histories(session, {award.dossier.unit_id for award in issued_awards})
    for award in issued_awards:
        campaign = award.decision.campaign
        if not is_readable(campaign, "programme"):
            continue
        rule, history = campaign.programme.award(award.ground), histories_by_unit[award.dossier.unit_id]
        reasons = awards.faults(rule, campaign.year, history) if rule.streak > 1 else ()
        for reason in reasons:
            place = {"unit": award.dossier.unit_id, "decision": award.decision_id}
            yield Finding.of("award_years", **place, reason=reason)


def no_unit_came_out_of_itself(session: Session) -> Iterator[Finding]:
    pairs = [(row.predecessor_id, row.successor_id) for row in session.scalars(select(Succession))]
    yield from (Finding.of("unit_of_itself", unit=unit_id) for unit_id in sorted(cycles(pairs)))
