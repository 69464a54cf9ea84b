"""Imports files of issuers as drafts: exactly what was previewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, ProgrammeVersion
from grading.services.ground.administrators import require_admin
from grading.services.ground.errors import not_now, refuse
from grading.services.ground.turns import hold_turn
from grading.services.programmes.planning import Plan, Planned, Status, brought_up
from grading.services.record.recording import record
from grading.text import nfc

LONGEST = 200
TURN = ("programmes", (0,))
"""Whoever writes versions takes this turn: numbers and what is published last depend on the other versions."""


@dataclass(frozen=True, kw_only=True)
class IssuingPaper:
    """The paper that issued a programme, as far as it is known."""

    number: str = ""
    day: date | None = None
    issuer: str = ""


def import_files(
    session: Session, actor: Actor, plan: Plan, digest: str, paper: IssuingPaper
) -> list[ProgrammeVersion]:
    """Stores the new and the changed files of a plan as drafts, all of them or none, and returns the drafts. No file is
    read here, because everybody else who writes waits meanwhile.

    Raises:
        Forbidden: for anybody but an administrator or a command.
        NotNow: programme_preview_stale unless this is exactly the plan that was previewed (`digest`).
        Refused: programme_files_refused for a plan with a refused file; programme_paper_half, programme_paper_long.
    """
    hold_turn(session, *TURN)
    if actor.account is not None:
        require_admin(actor)
    planned = brought_up(session, plan)
    if planned.digest != digest:
        raise not_now("programme_preview_stale")
    if planned.is_refused:
        raise refuse("programme_files_refused", n=sum(row.status is Status.refused for row in planned.rows))
    columns = paper_columns(paper)
    drafts = [_draft(actor, row, columns) for row in planned.rows if row.is_written]
    for draft in drafts:
        session.add(draft)
        session.flush()
        record(session, actor, Done.programme_drafted, draft, digest=draft.digest)
    return drafts


def _draft(actor: Actor, row: Planned, paper: Mapping[str, object]) -> ProgrammeVersion:
    assert row.programme is not None
    programme = row.programme
    return ProgrammeVersion(
        key=programme.key, number=row.number, kind=programme.kind, model=programme.model,
        title_vi=programme.title.vi, title_en=programme.title.en,
        text=row.sent.content.decode("utf-8"), digest=sha256(row.sent.content).hexdigest(),
        programme_json=programme.to_json(), programme_digest=programme.digest,
        author_id=actor.account_id, drafted_at=actor.now, **paper,
    )  # fmt: skip


def paper_columns(paper: IssuingPaper) -> dict[str, object]:
    """Returns the columns of a paper that is known, each None where it is not. Raises Refused: programme_paper_half for
    a number without a date or a date without a number, programme_paper_long."""
    number, issuer = (" ".join(nfc(text).split()) for text in (paper.number, paper.issuer))
    if bool(number) != (paper.day is not None):
        raise refuse("programme_paper_half")
    if max(len(number), len(issuer)) > LONGEST:
        raise refuse("programme_paper_long", max=LONGEST)
    return {"paper_number": number or None, "paper_date": paper.day, "issuer": issuer or None}
