"""The acts of the communes, the appraisal team and the committees in the demonstration."""

from typing import Any

from grading.demo.cells import criterion_key, entries_of
from grading.demo.stage import Actor, Stage
from grading.models import Decision, DecisionState, Dossier
from grading.services.commendations.commendations import Printing
from grading.services.decisions import drafting, issuing
from grading.services.dossiers import differences, dossiers
from grading.services.dossiers.answers import Entry
from grading.services.figures import figures
from grading.services.layers import assessments
from workflows import Layer, State

Cell = dict[str, Any]


def review(stage: Stage, campaign: str, commune: str, code: str, cell: Cell) -> None:
    """Notes the signed paper and saves the commune's layer with its differences from the cell's; or returns the
    dossier."""
    with stage.acting(f"reviewer.{commune}") as actor:
        dossier = actor.dossier(campaign, code)
        if dossier.state is not State.commune_review or _has(dossier, Layer.commune):
            return
        if returned := cell.get("returned"):
            keys = [criterion_key(dossier, named) for named in returned["criteria"]]
            dossiers.take_step(
                actor.session, dossier, "send_back", by=actor.account, now=stage.now,
                note=returned["reason"], criteria=keys,
            )  # fmt: skip
            return
        assessments.receive_paper(actor.session, dossier, by=actor.account, now=stage.now)
        _score(stage, actor, dossier, Layer.commune, entries_of(dossier, cell.get("commune", {})))


def receive(stage: Stage, campaign: str, committee: str, code: str) -> None:
    """Notes the signed paper, if the committee has no layer of its own before it decides."""
    with stage.acting(f"reviewer.{committee}") as actor:
        dossier = actor.dossier(campaign, code)
        if dossier.state is State.commune_review and dossier.paper_received_at is None:
            assessments.receive_paper(actor.session, dossier, by=actor.account, now=stage.now)


def explain(stage: Stage, campaign: str, commune: str, explanations: list[dict[str, Any]]) -> None:
    """Explains every open contradiction of the commune for which the input has an explanation."""
    with stage.acting(f"reviewer.{commune}") as actor:
        unit, opened = actor.unit(commune), actor.campaign(campaign)
        for clash in figures.clashes_by_unit(actor.session, opened, [unit.id])[unit.id]:
            finding = clash.finding
            reason = next((entry["reason"] for entry in explanations if entry["metric"] == finding.metric), None)
            if clash.is_open and reason:
                figures.explain(
                    actor.session, opened, unit.id, finding.rule, finding.year, reason, by=actor.account, now=stage.now
                )


def endorse(stage: Stage, campaign: str, commune: str, code: str) -> None:
    with stage.acting(f"reviewer.{commune}") as actor:
        dossier = actor.dossier(campaign, code)
        if dossier.state is State.commune_review:
            dossiers.take_step(actor.session, dossier, "endorse", by=actor.account, now=stage.now)


def appraise(stage: Stage, campaign: str, district: str, code: str, given: list[dict[str, Any]]) -> None:
    """Saves each appraiser's own assessment; scores that the input leaves out equal the commune's."""
    for line in given:
        with stage.acting(f"{line['by']}.{district}") as actor:
            dossier = actor.dossier(campaign, code)
            if dossier.state is State.appraisal and not _has(dossier, Layer.appraiser, actor.account.id):
                _score(stage, actor, dossier, Layer.appraiser, entries_of(dossier, line["scores"]))


def settle(stage: Stage, campaign: str, district: str, code: str, panel: Cell, proposal: str | None) -> None:
    """Saves what the team agrees on with its proposal, and hands the dossier to the standing committee."""
    with stage.acting(f"lead.{district}") as actor:
        dossier = actor.dossier(campaign, code)
        if dossier.state is not State.appraisal:
            return
        _score(stage, actor, dossier, Layer.panel, entries_of(dossier, panel), outcome=proposal)
        dossiers.take_step(actor.session, dossier, "approve", by=actor.account, now=stage.now)


def _has(dossier: Dossier, layer: Layer, by: int | None = None) -> bool:
    return any((stored.layer, stored.by_id) == (layer, by) for stored in dossier.assessments)


def _score(
    stage: Stage, actor: Actor, dossier: Dossier, layer: Layer, differing: dict[str, Entry], outcome: str | None = None
) -> None:
    """Saves a finished layer: `differing` gives some scores, the others equal those of the layer it is compared
    with."""
    compared = differences.compared_layer(dossier, layer)
    below = next(stored for stored in dossier.assessments if stored.layer is compared)
    entries = {score.criterion: Entry(grade=score.grade, points=score.points) for score in below.scores} | differing
    proposed = outcome or below.outcome or assessments.default_outcome(dossier)
    assessments.save_layer(
        actor.session, dossier, layer, entries, outcome=proposed, finish=True, by=actor.account, now=stage.now
    )


def decide(
    stage: Stage, campaign: str, unit: str, sheet: dict[str, Any], dates: dict[str, Any],
    levels: dict[str, Cell], awards: list[dict[str, Any]],
) -> None:  # fmt: skip
    """Takes one decision of one committee: drafts, votes and issues it, each in its own transaction as on the page."""
    login = f"authority.{unit}"
    with stage.acting(login) as actor:
        opened, body = actor.campaign(campaign), actor.unit(unit)
        if not drafting.candidates(actor.session, opened, body.id):
            return
        decision = drafting.draft(actor.session, opened, body, by=actor.account, now=stage.now)
        if decision.state is DecisionState.drafted:
            _choose(actor, decision, sheet, dates, levels, awards)
            drafting.record_vote(actor.session, decision, by=actor.account, now=stage.now)
    with stage.acting(login) as actor:
        voted = drafting.find_open(actor.session, actor.campaign(campaign), actor.unit(unit).id)
        if voted is None:
            return
        numbering = issuing.Numbering(number=sheet["number"], issued_on=dates["issued_on"], term=str(sheet["term"]))
        printing = Printing(base_url=stage.settings.base_url, sheet=stage.settings.sheet)
        issuing.issue(actor.session, voted, numbering, printing, by=actor.account, now=stage.now)


def _choose(
    actor: Actor, decision: Decision, sheet: dict[str, Any], dates: dict[str, Any],
    levels: dict[str, Cell], awards: list[dict[str, Any]],
) -> None:  # fmt: skip
    codes = {item.dossier.unit.code: item.dossier_id for item in decision.items}
    meeting = drafting.Meeting(held_on=dates["meeting_on"], members=sheet["members"], present=sheet["present"])
    choices = {
        dossier_id: drafting.Choice(
            outcome=levels[code]["level"] if code in levels else None,
            in_favour=levels[code]["in_favour"] if code in levels else sheet["present"],
            reason=levels.get(code, {}).get("reason", ""),
        )
        for code, dossier_id in codes.items()
    }
    chosen = {
        codes[award["unit"]]: drafting.AwardChoice(ground=award["ground"], in_favour=award["in_favour"])
        for award in awards
        if award["unit"] in codes
    }
    drafting.save(
        actor.session, decision, choices, chosen, meeting, version=decision.version, by=actor.account, now=actor.now
    )
