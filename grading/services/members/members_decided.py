"""Levels of members: what each cell proposed, and what was decided, entered for many cells of a commune at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Done, Dossier, Figure, Stage
from grading.permissions import roles_on
from grading.services.dossiers import dossiers
from grading.services.dossiers.facts import facts_of, figure_values
from grading.services.dossiers.member_levels import Counts, counts_in, decided_in, figures_of
from grading.services.figures import figures as of_units
from grading.services.figures.figures import staged
from grading.services.ground.errors import NotNow, Refused, not_now
from grading.services.ground.typed_reasons import typed_reason
from grading.services.members import quotas
from grading.services.record.recording import record_each
from grading.services.units.units import names_on
from workflows import ActName, Reason, may, why_not

SOURCE = "members_decided"


@dataclass(frozen=True, kw_only=True)
class CellMembers:
    """One cell and its members by level. `decided` is None until the decided counts are entered, and again after the
    cell proposed new counts (`overtaken`). `closed` says why this account may not enter them now. `seen` is the id of
    the newest figure behind these counts. `reported` holds all figures of the cell."""

    dossier: Dossier
    name: str
    reported: Counts
    proposed: Counts
    decided: Counts | None
    overtaken: bool
    seen: int
    is_readable: bool
    closed: tuple[Reason, ...]

    @property
    def differs(self) -> bool:
        return self.decided is not None and self.decided != self.proposed


@dataclass(frozen=True, kw_only=True)
class Entered:
    """The counts typed for one cell (hundredths), and the id of the newest figure on the form (`seen`)."""

    values: Counts
    seen: int


class RowsRefused(Refused):
    """The counts of some cells are refused, with the reasons by dossier; nothing of the form was stored."""

    def __init__(self, rows: Mapping[int, tuple[Reason, ...]]) -> None:
        self.rows = rows
        super().__init__(reason for reasons in rows.values() for reason in reasons)


class RowsChanged(RowsRefused, NotNow):
    """Some cells are refused because counts changed since the form was made; nothing of the form was stored."""


def of_commune(session: Session, actor: Actor, campaign: Campaign, unit_id: int) -> list[CellMembers]:
    """Returns the commune's cells whose proposals this account may read, in Vietnamese order.

    The number of queries does not depend on the number of cells. Raises NotNow (no_members_to_decide) if the programme
    has no such counts.
    """
    if not campaign.programme.decided_later:
        raise not_now("no_members_to_decide")
    dossiers_of_commune = dossiers.list_dossiers(session, actor, campaign, review_unit_id=unit_id)
    return [row for row in _rows(session, actor, campaign, dossiers_of_commune) if row.proposed and row.is_readable]


def decide(
    session: Session, actor: Actor, campaign: Campaign, entered: Mapping[int, Entered], *, reason: str = ""
) -> list[Dossier]:
    """Stores what was decided for all of these dossiers, or nothing; returns the dossiers whose counts were new.

    `reason` says why counts above a quota were decided, where the programme lets them be.

    Raises:
        NoResultFound: for a dossier that the account may not see.
        RowsRefused: members_sum; the reasons why the table closes a row to the account; counts above a quota;
            RowsChanged with stale.
        Refused: counts above a quota of the whole organisation.
    """
    chosen = [row for row in dossiers.list_dossiers(session, actor, campaign) if row.id in entered]
    if len(chosen) != len(entered):
        raise NoResultFound
    rows = {row.dossier.id: row for row in _rows(session, actor, campaign, chosen)}
    new = {key: entry for key, entry in entered.items() if rows[key].decided != entry.values}
    faults = {key: reasons for key, entry in new.items() if (reasons := _faults(session, rows[key], entry))}
    if faults:
        changed = any(reason.code == "stale" for reasons in faults.values() for reason in reasons)
        raise (RowsChanged if changed else RowsRefused)(faults)
    units = sorted({rows[key].dossier.review_unit_id for key in new})
    reason = _check_quotas(session, campaign, {key: entry.values for key, entry in new.items()}, units, reason)
    for key, entry in new.items():
        _store(session, actor, rows[key].dossier, entry.values)
    session.flush()
    decided = [rows[key].dossier for key in new]
    record_each(session, actor, Done.members_decided, decided, reason)
    return decided


def _check_quotas(
    session: Session, campaign: Campaign, entered: Mapping[int, Counts], units: Sequence[int], reason: str
) -> str:
    """Raises for counts above a quota, and returns the reason as it is kept. Every unit below one of `units` is
    counted, those that this account may not see too."""
    said = typed_reason(reason)
    if faults := quotas.of_units(campaign.programme, entered, said):
        raise RowsRefused(faults)
    for unit_id in units:
        if reasons := quotas.of_organisation(session, campaign, unit_id, entered, said):
            raise Refused(reasons)
    return said


def of_dossier(session: Session, dossier: Dossier) -> Counts:
    """Returns the decided counts by metric; empty while nothing is decided."""
    newest, _ = staged(session, [dossier.unit_id], [dossier.campaign.period_id])
    return decided_in(newest, dossier) or {}


def take_over(session: Session, actor: Actor, campaign: Campaign, unit_id: int) -> tuple[list[Dossier], int]:
    """Decides as proposed for every cell of the commune that is open to the account and has nothing decided.

    Returns those dossiers, and the number of cells that were left unchanged.
    """
    rows = of_commune(session, actor, campaign, unit_id)
    open_ = [row for row in rows if row.decided is None and not row.closed]
    as_proposed = {row.dossier.id: Entered(values=row.proposed, seen=row.seen) for row in open_}
    return decide(session, actor, campaign, as_proposed), len(rows) - len(open_)


def _rows(session: Session, actor: Actor, campaign: Campaign, found: Sequence[Dossier]) -> list[CellMembers]:
    facts = facts_of(session, actor, found)
    names = names_on(session, [dossier.unit_id for dossier in found], campaign.as_of)
    units = [dossier.unit_id for dossier in found]
    newest, proposed = staged(session, units, [campaign.period_id])
    once_decided = {figure.dossier_id for figure in of_units.rows(session, units, [campaign.period_id])}
    rows = []
    for dossier in sorted(found, key=lambda each: names[each.unit_id].sort_key):
        roles, decided = roles_on(actor.standing, dossier), decided_in(newest, dossier)
        rows.append(
            CellMembers(
                dossier=dossier, name=names[dossier.unit_id].org_name, reported=figure_values(newest, dossier),
                proposed=counts_in(proposed, dossier), decided=decided,
                overtaken=decided is None and dossier.id in once_decided,
                seen=max((figure.id for figure in figures_of(newest, dossier)), default=0),
                is_readable=may(campaign.process, ActName.read_self, dossier.state, roles, facts[dossier.id]),
                closed=why_not(campaign.process, ActName.decide_members, dossier.state, roles, facts[dossier.id]),
            )
        )  # fmt: skip
    return rows


def _faults(session: Session, row: CellMembers, told: Entered) -> tuple[Reason, ...]:
    if row.closed:
        return row.closed
    if told.seen != row.seen:
        return dossiers.changed_meanwhile(session, row.dossier).reasons
    return row.dossier.programme.asked_faults({**row.reported, **told.values})


def _store(session: Session, actor: Actor, dossier: Dossier, values: Counts) -> None:
    session.add_all(
        Figure(
            unit_id=dossier.unit_id, period_id=dossier.campaign.period_id, metric=metric, value=value,
            stage=Stage.decided, source=SOURCE, dossier_id=dossier.id, by_id=actor.person.id, at=actor.now,
        )
        for metric, value in values.items()
    )  # fmt: skip
    dossiers.touch(actor, dossier)
