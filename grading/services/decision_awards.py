"""The awards of a decision while it is drafted: which are ticked, and what stands in their way."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from grading.models import Award, Decision
from grading.services.decision_choices import AwardChoice
from grading.text import nfc


def keep(session: Session, decision: Decision, awards: Mapping[int, AwardChoice]) -> None:
    """Afterwards the draft gives exactly these awards, by dossier."""
    held = {award.dossier_id: award for award in decision.awards}
    for dossier_id, award in held.items():
        if dossier_id not in awards:
            decision.awards.remove(award)
            session.delete(award)
    for dossier_id, choice in awards.items():
        award = held.get(dossier_id) or Award(dossier_id=dossier_id, ground=choice.ground)
        award.ground, award.in_favour = choice.ground, choice.in_favour
        award.issuer_reason = nfc(choice.issuer_reason).strip() or None
        if dossier_id not in held:
            decision.awards.append(award)
