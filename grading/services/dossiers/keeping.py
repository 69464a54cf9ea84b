"""What a return names and the cell leaves as it was sent, because it was right: with a reason, beside the remark."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Dossier
from grading.services.dossiers import dossiers, returns
from grading.services.figures import figures
from grading.services.ground.errors import refuse
from grading.services.ground.typed_reasons import worded
from grading.services.record.recording import record

LONGEST_REASON = 1000


def unchanged(session: Session, dossier: Dossier) -> tuple[returns.Asked, ...]:
    """Returns what the return names and the cell has not changed since, with the reason for keeping it, if any."""
    if dossier.returned is None:
        return ()
    values = figures.latest(session, [dossier.unit_id], [dossier.campaign.period_id])
    return tuple(asked for asked in returns.asked_by(dossier, dossier.returned, values) if not asked.is_changed)


def keep(session: Session, actor: Actor, dossier: Dossier, reasons: Mapping[str, str], *, seen_version: int) -> None:
    """Notes why each of these things (by key) stays as it was sent; an empty reason takes that back.

    Raises:
        WorkflowError: when the account may not answer now. NotNow: when the dossier changed since the page was made.
        Refused: criteria_locked for what the return does not name, reason_long.
    """
    dossiers.require(session, actor, dossier, "answer")
    if seen_version != dossier.version:
        raise dossiers.changed_meanwhile(session, dossier)
    named = set(dossier.returned.criteria) if dossier.returned else set[str]()
    if strange := sorted(set(reasons) - named):
        raise refuse("criteria_locked", list=tuple(strange))
    told = {key: worded(reason) for key, reason in reasons.items()}
    if any(len(words) > LONGEST_REASON for words in told.values()):
        raise refuse("reason_long", max=LONGEST_REASON)
    kept = {key: words for key, words in {**dossier.kept_as_sent, **told}.items() if words}
    if kept == dossier.kept_as_sent:
        return
    dossier.kept_as_sent = kept
    dossiers.touch(actor, dossier)
    record(session, actor, Done.kept_as_sent, dossier, "\n".join(kept.values()), criteria=sorted(kept))
    session.flush()
