"""Whom a committee may commend: every unit on the table, the grounds open for it, and why others are closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.models import Award, Decision
from grading.rules import awards
from grading.rules.awards import Ground
from grading.services.decisions import awards as decision_awards
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Nominee:
    """A unit on the table with every ground and what stands in its way; `warned` are the grounds that the programme
    leaves to another body, which asks for a reason."""

    dossier_id: int
    name: str
    level: str | None
    grounds: tuple[Ground, ...]
    award: Award | None = None
    warned: frozenset[str] = frozenset()

    @property
    def open_grounds(self) -> list[Ground]:
        """The highest first: one award for each unit and campaign, so that one is offered."""
        found = [ground for ground in self.grounds if ground.is_open]
        return sorted(found, key=lambda ground: ground.rule.streak, reverse=True)

    @property
    def is_eligible(self) -> bool:
        """Whether there is something to tick, or something ticked to take back."""
        return bool(self.open_grounds) or self.award is not None


def nominees(session: Session, decision: Decision, lines: Mapping[int, tuple[str, str | None]]) -> list[Nominee]:
    """In the order of the table; `lines` holds name and level by dossier. Nobody where the decision gives no awards."""
    programme, year = decision.campaign.programme, decision.campaign.year
    if not decision.gives_awards or not programme.awards:
        return []
    known, ticked = decision_awards.histories_of(session, decision), {row.dossier_id: row for row in decision.awards}
    given, issuer = decision_awards.given_elsewhere(session, decision), decision_awards.issuer_kind(session, decision)
    warned = frozenset(rule.key for rule in programme.awards if awards.needs_issuer_reason(rule, issuer))
    found = []
    for dossier_id, (name, level) in lines.items():
        grounds = awards.grounds(programme, year, known[dossier_id], unit=name)
        if dossier_id in given:
            once = Reason(code="award_given_already", params={"unit": name})
            grounds = tuple(Ground(rule=ground.rule, reasons=(once,)) for ground in grounds)
        award = ticked.get(dossier_id)
        found.append(
            Nominee(dossier_id=dossier_id, name=name, level=level, grounds=grounds, award=award, warned=warned)
        )
    return found
