"""Publishes a draft by a second person, and withdraws a version."""

from pathlib import Path

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, ProgrammeVersion, VersionState
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.reading.tree import parsed
from grading.services.ground.administrators import require_admin
from grading.services.ground.errors import NotNow, Refused, not_now, refuse
from grading.services.ground.turns import hold_turn
from grading.services.ground.typed_reasons import typed_reason
from grading.services.programmes import lookup
from grading.services.programmes.importing import TURN, IssuingPaper, paper_columns
from grading.services.programmes.second_person import in_the_hand_of
from grading.services.record.recording import record
from workflows import Reason


def publish(session: Session, actor: Actor, version: ProgrammeVersion, paper: IssuingPaper) -> None:
    """Publishes a draft: from now on its key names this version. Number and date of the paper are asked for unless the
    draft has them.

    Raises:
        Forbidden: for anybody but an administrator or a command.
        NotNow: programme_not_draft, programme_newer_published.
        Refused: programme_same_person for the draft's author; programme_same_hand for an account that the author
            appointed or gave its password; programme_nobody for a command, unless a person drafted it;
            programme_base_changed when what the file extends is no longer what was drafted; programme_paper_missing,
            programme_paper_half, programme_paper_long.
    """
    if actor.account is not None:
        require_admin(actor)
    hold_turn(session, *TURN)
    session.refresh(version)
    if reason := closed(session, actor, version):
        raise (NotNow if reason.code in _NOT_NOW else Refused)([reason])
    _require_same_meaning(session, version)
    if version.paper_number is None:
        for column, value in paper_columns(paper).items():
            if getattr(version, column) is None:
                setattr(version, column, value)
    if version.paper_number is None:
        raise refuse("programme_paper_missing")
    version.approved_by_id, version.approved_at = actor.account_id, actor.now
    session.flush()
    record(session, actor, Done.programme_published, version, number=version.paper_number, digest=version.digest)


_NOT_NOW = {"programme_not_draft", "programme_newer_published"}


def closed(session: Session, actor: Actor, version: ProgrammeVersion) -> Reason | None:
    """Returns why this administrator, or a command, cannot publish the version."""
    if version.state is not VersionState.draft:
        return Reason(code="programme_not_draft", params={"name": version.name})
    if alone := _not_a_second_person(session, actor, version):
        return alone
    newest = lookup.newest_published(session, version.key)
    if newest is not None and newest.number > version.number:
        return Reason(code="programme_newer_published", params={"name": newest.name})
    return None


def _not_a_second_person(session: Session, actor: Actor, version: ProgrammeVersion) -> Reason | None:
    """Returns why one person could have drafted and published. Whoever works at the server is one person as well."""
    if version.author is None:
        return Reason(code="programme_nobody", params={"name": version.name}) if actor.account is None else None
    if version.author_id == actor.account_id:
        return Reason(code="programme_same_person", params={"name": version.name})
    if actor.account_id in in_the_hand_of(session, version.author.id):
        return Reason(code="programme_same_hand", params={"name": version.name, "author": version.author.login})
    return None


def _require_same_meaning(session: Session, version: ProgrammeVersion) -> None:
    """Raises Refused (programme_base_changed) unless the text still gives the programme that was drafted."""
    try:
        programme = load(Path(version.name), parsed(version.text.encode(), version.name), lookup.bases(session))
    except ProgrammeError:
        raise refuse("programme_base_changed", name=version.name) from None
    if programme != version.programme:
        raise refuse("programme_base_changed", name=version.name)


def withdraw(session: Session, actor: Actor, version: ProgrammeVersion, reason: str) -> None:
    """Withdraws a draft or a published version: no campaign opens on it any more. Open campaigns keep their copy.

    Raises:
        Forbidden: for anybody but an administrator or a command.
        NotNow: programme_withdrawn_already.
        Refused: programme_withdrawal_reason, reason_long.
    """
    if actor.account is not None:
        require_admin(actor)
    words = typed_reason(reason)
    hold_turn(session, *TURN)
    session.refresh(version)
    if version.state is VersionState.withdrawn:
        raise not_now("programme_withdrawn_already", name=version.name)
    if not words:
        raise refuse("programme_withdrawal_reason")
    version.withdrawn_by_id, version.withdrawn_at, version.withdrawal_reason = actor.account_id, actor.now, words
    session.flush()
    record(session, actor, Done.programme_withdrawn, version, words)


def require_open(session: Session, version: ProgrammeVersion) -> None:
    """Takes the turn of programmes, and raises Refused (programme_not_published) for a version on which no campaign
    opens."""
    hold_turn(session, *TURN)
    session.refresh(version)
    if version.state is not VersionState.published:
        raise refuse("programme_not_published", name=version.name)
