"""Verbs for the decisions of committees in tests: they draft a decision, vote on it and issue it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Decision
from grading.services.campaigns import campaigns
from grading.services.commendations.commendations import Printing
from grading.services.decisions import drafting, finding, issuing, voting
from grading.services.figures import clashes, figures
from tests.seats import Seats, get
from tests.snapshots import played
from workflows import Role


class Deciding(Seats):
    """Every verb commits one transaction and calls the services as an account that is allowed to do so."""

    @played
    def decide(self, unit: str, levels: Mapping[str, str] | None = None, awards: Mapping[str, str] | None = None,
               *, number: str | None = None) -> int:  # fmt: skip
        """Issues a decision of this unit's committee on everything that waits for it. Returns the decision's id."""
        decision_id = self.vote_on(unit, levels, awards)
        self.issue(unit, decision_id, number or f"{self.campaign}-QĐ/{unit}")
        return decision_id

    @played
    def vote_on(
        self, unit: str, levels: Mapping[str, str] | None = None, awards: Mapping[str, str] | None = None
    ) -> int:
        """Drafts a decision of this unit and votes on it unanimously, but does not issue it. Returns the id."""
        with self.acting(self.who(Role.authority_secretary, unit)) as (session, actor):
            decision = drafting.draft(session, actor, self._campaign(session), get(session, unit))
            self._choose(session, actor, decision, levels or {}, awards or {})
            voting.record_vote(session, actor, decision)
            return decision.id

    def _choose(self, session: Session, actor: Actor, decision: Decision, levels: Mapping[str, str],
                awards: Mapping[str, str]) -> None:  # fmt: skip
        choices, chosen = {}, {}
        for item in decision.items:
            code = item.dossier.unit.code
            choices[item.dossier_id] = drafting.Choice(outcome=levels.get(code, item.outcome), in_favour=9)
            if code in awards:
                chosen[item.dossier_id] = drafting.AwardChoice(
                    ground=awards[code], in_favour=9, unproposed_reason="Hội nghị thống nhất."
                )
        meeting = drafting.Meeting(held_on=date(decision.campaign.year, 12, 20), members=9, present=9)
        minutes = drafting.Minutes(meeting=meeting, choices=choices, awards=chosen)
        drafting.save(session, actor, decision, minutes, version=decision.version)

    @played
    def issue(self, unit: str, decision_id: int, number: str) -> None:
        with self.acting(self.who(Role.authority_secretary, unit)) as (session, actor):
            decision = finding.get_decision(session, actor, decision_id)
            issued_on = date(decision.campaign.year, 12, 26)
            numbering = issuing.Numbering(number=number, issued_on=issued_on, term="2020 - 2025")
            issuing.issue(session, actor, decision, numbering, Printing(base_url="http://localhost"))

    @played
    def explain(self, commune: str) -> None:
        with self.acting(self.who(Role.commune_reviewer, commune)) as (session, actor):
            unit, campaign = get(session, commune), self._campaign(session)
            for clash in clashes.clashes_by_unit(session, campaign, [unit.id])[unit.id]:
                clashes.explain(
                    session,
                    actor,
                    campaign,
                    figures.UnitYear(unit.id, clash.finding.year),
                    clash.finding.rule,
                    reason="Đã đối chiếu.",
                )

    def _campaign(self, session: Session) -> Campaign:
        campaign = campaigns.find_campaign(session, self.campaign)
        assert campaign is not None
        return campaign
