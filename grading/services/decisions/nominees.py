"""The units that a committee may commend, the grounds open for each, and why other grounds are closed."""

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
    """A unit on the table with every ground and what stands in its way. `warned` holds the grounds that the programme
    leaves to another body; giving them needs a reason."""

    dossier_id: int
    name: str
    level: str | None
    grounds: tuple[Ground, ...]
    award: Award | None = None
    warned: frozenset[str] = frozenset()

    @property
    def open_grounds(self) -> list[Ground]:
        """The open grounds, highest first. A unit gets one award in a campaign, so the page offers the first."""
        grounds = [ground for ground in self.grounds if ground.is_open]
        return sorted(grounds, key=lambda ground: ground.rule.streak, reverse=True)

    @property
    def is_eligible(self) -> bool:
        """Whether there is a ground to tick, or a ticked award to take back."""
        return bool(self.open_grounds) or self.award is not None


def nominees(session: Session, decision: Decision, lines: Mapping[int, tuple[str, str | None]]) -> list[Nominee]:
    """Returns nominees in the order of the table; empty if the decision gives no awards. `lines` holds name and level
    by dossier."""
    programme, year = decision.campaign.programme, decision.campaign.year
    if not decision.gives_awards or not programme.awards:
        return []
    histories, ticked = (
        decision_awards.histories_of(session, decision),
        {row.dossier_id: row for row in decision.awards},
    )
    given_elsewhere, issuer = (
        decision_awards.given_elsewhere(session, decision),
        decision_awards.issuer_kind(session, decision),
    )
    warned = frozenset(rule.key for rule in programme.awards if awards.needs_issuer_reason(rule, issuer))
    rows = []
    for dossier_id, (name, level) in lines.items():
        grounds = awards.grounds(programme, year, histories[dossier_id], unit=name)
        if dossier_id in given_elsewhere:
            once = Reason(code="award_given_already", params={"unit": name})
            grounds = tuple(Ground(rule=ground.rule, reasons=(once,)) for ground in grounds)
        award = ticked.get(dossier_id)
        rows.append(Nominee(dossier_id=dossier_id, name=name, level=level, grounds=grounds, award=award, warned=warned))
    return rows
