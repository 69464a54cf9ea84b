"""The stored tables that campaigns go by, and giving an open campaign a newer one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

import workflows
from grading.actors import Actor
from grading.models import Campaign, Done, Dossier, ProcessSight, StoredProcess
from grading.services.campaigns.campaigns import require_alive
from grading.services.ground.administrators import require_admin
from grading.services.ground.errors import not_now, refuse
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from workflows import Process, State, sights_of, stored
from workflows.comparing import RowChange, changes, states_without_a_place


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The changes that a newer table would bring. `dossiers` are all of the campaign that have not ended, and `stuck`
    those whose state the newer table does not have."""

    digest: str
    changes: Sequence[RowChange]
    dossiers: Sequence[Dossier]
    stuck: Sequence[Dossier]

    def of_state(self, state: State) -> list[RowChange]:
        return [change for change in self.changes if change.state is state]


def keep(session: Session, actor: Actor, process: Process) -> StoredProcess:
    """Stores a table with what follows from it, once for all campaigns that go by it."""
    content = stored.to_text(process)
    digest = stored.digest_of(content)
    if kept := session.get(StoredProcess, digest):
        return kept
    row = StoredProcess(digest=digest, content=content, stored_at=actor.now)
    session.add(row)
    session.flush()
    session.add_all(
        ProcessSight(
            process_digest=digest, role=sight.role, body=sight.body, state=sight.state, only_if_sits=sight.only_if_sits
        )
        for sight in sights_of(process)
    )
    session.flush()
    return row


def newest(campaign: Campaign) -> Process:
    """Returns the table that a campaign opened today would get."""
    return workflows.process(campaign.tier, campaign.kind)


def has_newer(campaign: Campaign) -> bool:
    return _digest(newest(campaign)) != campaign.process_digest


def preview(session: Session, campaign: Campaign, to: Process | None = None) -> Preview:
    """Returns what another table, the newest by default, would change for each dossier that has not ended."""
    now, before = to or newest(campaign), campaign.process
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, Dossier.state.not_in(workflows.ENDS))
    dossiers = session.scalars(query.options(joinedload(Dossier.unit)).order_by(Dossier.id)).all()
    gone = states_without_a_place(before, now)
    return Preview(
        digest=_digest(now),
        changes=changes(before, now),
        dossiers=dossiers,
        stuck=[dossier for dossier in dossiers if dossier.state in gone],
    )


def adopt(
    session: Session, actor: Actor, campaign: Campaign, digest: str, reason: str, *, to: Process | None = None
) -> None:
    """Lets an open campaign go by another table, the newest by default, from now on. Moves that were made keep their
    role and side.

    Raises:
        Forbidden: for anybody but an administrator or a command.
        NotNow: campaign_cancelled, campaign_closed; process_stale when the table is not the one that was previewed
            (`digest`), or is in use already.
        Refused: process_reason, reason_long; process_stuck if a dossier's state has no place in the newer table.
    """
    if actor.account is not None:
        require_admin(actor)
    session.refresh(campaign, with_for_update=True)
    require_alive(campaign)
    if campaign.closed_at is not None:
        raise not_now("campaign_closed", period=campaign.period_id)
    table = to or newest(campaign)
    found, words = preview(session, campaign, table), typed_reason(reason)
    if found.digest != digest or digest == campaign.process_digest:
        raise not_now("process_stale")
    if not words:
        raise refuse("process_reason")
    if found.stuck:
        raise refuse("process_stuck", n=len(found.stuck))
    before = campaign.process_digest
    campaign.stored_process = keep(session, actor, table)
    del campaign.process  # it was read from the earlier table
    record(session, actor, Done.process_changed, campaign, words, table_before=before, table_after=digest)
    session.flush()


def _digest(process: Process) -> str:
    return stored.digest_of(stored.to_text(process))
