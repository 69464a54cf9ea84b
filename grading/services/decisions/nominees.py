"""The units that a committee may commend, the grounds open for each, and why other grounds are closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.models import Award, Decision
from grading.rules import awards
from grading.rules.awards import Ground
from grading.services.decisions import awards as decision_awards
from grading.services.layers import award_opinions
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """The opinion of the appraisal team on a unit's awards: the award that it proposes, why, and by ground how many
    members are for it, of how many with an opinion."""

    proposed: str | None
    words: str
    votes: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Nominee:
    """A unit on the table with every ground and what stands in its way. `warned` holds the grounds that the programme
    leaves to another body; giving them needs a reason. Where the team appraises awards, `opinion` is what it says, and
    an award that it does not propose needs a reason too."""

    dossier_id: int
    name: str
    level: str | None
    grounds: tuple[Ground, ...]
    award: Award | None = None
    warned: frozenset[str] = frozenset()
    opinion: Opinion | None = None

    @property
    def open_grounds(self) -> list[Ground]:
        """The open grounds: the one that the team proposes, then the highest. A unit gets one award in a campaign, so
        the page offers the first."""
        grounds = [ground for ground in self.grounds if ground.is_open]
        return sorted(grounds, key=lambda ground: (ground.rule.key != self.proposed, -ground.rule.streak))

    @property
    def proposed(self) -> str | None:
        """The ground of the award that the team proposes."""
        return self.opinion.proposed if self.opinion else None

    @property
    def is_eligible(self) -> bool:
        """Returns whether there is a ground to tick, or a ticked award to take back."""
        return bool(self.open_grounds) or self.award is not None


def nominees(session: Session, decision: Decision, lines: Mapping[int, tuple[str, str | None]]) -> list[Nominee]:
    """Returns nominees in the order of the table, those that the team proposes first; empty if the decision gives no
    awards. `lines` holds name and level by dossier."""
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
    opinions = _opinions(session, decision)
    rows = []
    for dossier_id, (name, level) in lines.items():
        grounds = awards.grounds(programme, year, histories[dossier_id], unit=name)
        if dossier_id in given_elsewhere:
            once = Reason(code="award_given_already", params={"unit": name})
            grounds = tuple(Ground(rule=ground.rule, reasons=(once,)) for ground in grounds)
        award = ticked.get(dossier_id)
        rows.append(
            Nominee(dossier_id=dossier_id, name=name, level=level, grounds=grounds, award=award, warned=warned,
                    opinion=opinions.get(dossier_id))
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.proposed is None)


def _opinions(session: Session, decision: Decision) -> dict[int, Opinion]:
    proposals = decision_awards.proposals(session, decision)
    if proposals is None:
        return {}
    keys = [rule.key for rule in decision.campaign.programme.awards]
    found = {}
    for dossier in (item.dossier for item in decision.items):
        row = award_opinions.proposed(dossier)
        votes = {key: award_opinions.counted(dossier, key) for key in keys}
        found[dossier.id] = Opinion(proposed=proposals.get(dossier.id), words=row.words if row else "", votes=votes)
    return found
