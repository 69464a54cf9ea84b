"""The figures that count the works that a unit registered."""

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Registration
from grading.services.figures import figures

SOURCE = "registered_works"


def count_works(session: Session, actor: Actor, registration: Registration) -> None:
    """Reports how many works there are and how many are done, as the figures that the programme names for this."""
    rule = registration.campaign.programme.registration
    if rule is None or rule.works is None:
        return
    done = sum(work.is_done for work in registration.works)
    values = {rule.works.total: len(registration.works) * 100, rule.works.done: done * 100}
    figures.report(session, actor, registration.unit_id, registration.campaign.period_id, values, source=SOURCE)
