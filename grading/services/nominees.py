"""Whom a committee may commend: every unit on the table that some ground is open for, and why others are closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.models import Award, Decision
from grading.rules import awards
from grading.rules.awards import Ground
from grading.services import decision_checks


@dataclass(frozen=True, kw_only=True)
class Nominee:
    """A unit that some ground is open for, or that was ticked: every ground with what stands in its way."""

    dossier_id: int
    name: str
    level: str | None
    grounds: tuple[Ground, ...]
    award: Award | None = None

    @property
    def open_grounds(self) -> list[Ground]:
        return [ground for ground in self.grounds if ground.is_open]


def nominees(session: Session, decision: Decision, lines: Mapping[int, tuple[str, str | None]]) -> list[Nominee]:
    """In the order of the table; `lines` holds name and level by dossier. Nobody where the decision gives no awards."""
    programme, year = decision.campaign.programme, decision.campaign.year
    if not decision.gives_awards or not programme.awards:
        return []
    years, ticked = decision_checks.years_of(session, decision), {award.dossier_id: award for award in decision.awards}
    found = []
    for dossier_id, (name, level) in lines.items():
        grounds = awards.grounds(programme, year, years[dossier_id], unit=name)
        if dossier_id in ticked or any(ground.is_open for ground in grounds):
            award = ticked.get(dossier_id)
            found.append(Nominee(dossier_id=dossier_id, name=name, level=level, grounds=grounds, award=award))
    return found
