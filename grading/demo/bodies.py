"""The acts of the communes, the appraisal team and the committees in the demonstration."""

from typing import Any

from grading.demo import desks
from grading.demo.cells import criterion_key, entries_of
from grading.demo.stage import Stage, Turn
from grading.models import Decision, DecisionState, Dossier
from grading.services.commendations.commendations import Printing
from grading.services.decisions import candidates, drafting, finding, issuing, voting
from grading.services.dossiers import differences, dossiers
from grading.services.dossiers.entries import Entry
from grading.services.figures import clashes, figures
from grading.services.layers import assessments, award_list, award_opinions
from workflows import Layer, State

Cell = dict[str, Any]


def review(stage: Stage, campaign: str, commune: str, code: str, cell: Cell) -> None:
    """Notes the signed paper and saves the commune's layer with its differences from the cell's; or returns the
    dossier."""
    with stage.acting(f"reviewer.{commune}") as turn:
        dossier = turn.dossier(campaign, code)
        if dossier.state is not State.commune_review or _has(dossier, Layer.commune):
            return
        if returned := cell.get("returned"):
            keys = [criterion_key(dossier, named) for named in returned["criteria"]]
            dossiers.take_step(turn.session, turn.actor, dossier, "send_back", note=returned["reason"], criteria=keys)
            return
        assessments.receive_paper(turn.session, turn.actor, dossier)
        _score(turn, dossier, Layer.commune, entries_of(dossier, cell.get("commune", {})))


def receive(stage: Stage, campaign: str, committee: str, code: str) -> None:
    """Notes the signed paper, if the committee has no layer of its own before it decides."""
    with stage.acting(f"reviewer.{committee}") as turn:
        dossier = turn.dossier(campaign, code)
        if dossier.state is State.commune_review and dossier.paper_received_at is None:
            assessments.receive_paper(turn.session, turn.actor, dossier)


def explain(stage: Stage, campaign: str, commune: str, explanations: list[dict[str, Any]]) -> None:
    """Explains every open contradiction of the commune for which the input has an explanation."""
    with stage.acting(f"reviewer.{commune}") as turn:
        unit, opened = turn.unit(commune), turn.campaign(campaign)
        for clash in clashes.clashes_by_unit(turn.session, opened, [unit.id])[unit.id]:
            finding = clash.finding
            reason = next((entry["reason"] for entry in explanations if entry["metric"] == finding.metric), None)
            if clash.is_open and reason:
                at = figures.UnitYear(unit.id, finding.year)
                clashes.explain(turn.session, turn.actor, opened, at, finding.rule, reason=reason)


def hand_over(stage: Stage, campaign: str, commune: str, code: str) -> None:
    """Hands a dossier on from the desk of its commune; in a light process this notes it."""
    with stage.acting(f"reviewer.{commune}") as turn:
        dossier = turn.dossier(campaign, code)
        if dossier.state is State.commune_review:
            desks.take(turn, dossier)
    desks.pass_through(stage, campaign, code)


def appraise(stage: Stage, campaign: str, district: str, code: str, given: list[dict[str, Any]]) -> None:
    """Saves each appraiser's own assessment; scores that the input leaves out equal the commune's."""
    for line in given:
        with stage.acting(f"{line['by']}.{district}") as turn:
            dossier = turn.dossier(campaign, code)
            if dossier.state is State.appraisal and not _has(dossier, Layer.appraiser, turn.actor.account_id):
                _score(turn, dossier, Layer.appraiser, entries_of(dossier, line["scores"]))


def settle(stage: Stage, campaign: str, district: str, code: str, *, panel: Cell, proposal: str | None) -> None:
    """Saves what the team agrees on with its proposal, and hands the dossier to the standing committee."""
    with stage.acting(f"lead.{district}") as turn:
        dossier = turn.dossier(campaign, code)
        if dossier.state is not State.appraisal:
            return
        _score(turn, dossier, Layer.panel, entries_of(dossier, panel), outcome=proposal)
        desks.take(turn, dossier)
    desks.pass_through(stage, campaign, code)


ANOTHER_PROPOSED = "Mỗi đợt chỉ khen thưởng một lần; đã đề nghị nội dung khác."


def appraise_award(stage: Stage, campaign: str, district: str, award: dict[str, Any]) -> None:
    """Saves the opinion of one appraiser on the awards of a unit, then what the team proposes, and hands the dossier
    on."""
    proposed = award["proposed"]
    for login, act in ((proposed["by"], award_opinions.save_opinion), ("lead", award_opinions.propose)):
        with stage.acting(f"{login}.{district}") as turn:
            dossier = turn.dossier(campaign, award["unit"])
            if dossier.state is not State.appraisal:
                return
            keys = [candidate.key for candidate in award_opinions.open_candidates(turn.session, dossier)]
            said = {key: award_opinions.Said(in_favour=False, words=ANOTHER_PROPOSED) for key in keys}
            said[award["ground"]] = award_opinions.Said(in_favour=True, words=proposed["reason"])
            act(turn.session, turn.actor, dossier, said)
    with stage.acting(f"lead.{district}") as turn:
        desks.take(turn, turn.dossier(campaign, award["unit"]))
    desks.pass_through(stage, campaign, award["unit"])


def pass_on(stage: Stage, campaign: str, district: str, codes: list[str], note: str) -> None:
    """Hands on the dossiers whose level is decided and for which the team proposes no award, with one note for all."""
    with stage.acting(f"lead.{district}") as turn:
        found = [turn.dossier(campaign, code) for code in codes]
        seen = {dossier.id: dossier.version for dossier in found if dossier.state is State.appraisal}
        award_list.pass_on_many(turn.session, turn.actor, turn.campaign(campaign), seen, note)
    for code in codes:
        desks.pass_through(stage, campaign, code)


def _has(dossier: Dossier, layer: Layer, by: int | None = None) -> bool:
    return any((stored.layer, stored.by_id) == (layer, by) for stored in dossier.assessments)


def _score(turn: Turn, dossier: Dossier, layer: Layer, differing: dict[str, Entry], outcome: str | None = None) -> None:
    """Saves a finished layer: `differing` gives some scores, the others equal those of the layer it is compared
    with."""
    compared = differences.compared_layer(dossier, layer)
    below = next(stored for stored in dossier.assessments if stored.layer is compared)
    entries = {score.criterion: Entry(grade=score.grade, points=score.points) for score in below.scores} | differing
    proposed = outcome or below.outcome or assessments.default_outcome(dossier)
    judgement = assessments.Judgement(entries=entries, outcome=proposed, finish=True)
    assessments.save_layer(turn.session, turn.actor, dossier, layer, judgement)


def decide(
    stage: Stage, campaign: str, unit: str, sheet: dict[str, Any],
    *, dates: dict[str, Any], levels: dict[str, Cell], awards: list[dict[str, Any]],
) -> None:  # fmt: skip
    """Takes one decision of one committee: drafts, votes and issues it, each in its own transaction as on the page."""
    login = f"authority.{unit}"
    with stage.acting(login) as turn:
        opened, body = turn.campaign(campaign), turn.unit(unit)
        if not candidates.waiting(turn.session, opened, body.id):
            return
        decision = drafting.draft(turn.session, turn.actor, opened, body)
        if decision.state is DecisionState.drafted:
            _choose(turn, decision, sheet, dates=dates, levels=levels, awards=awards)
            voting.record_vote(turn.session, turn.actor, decision)
    with stage.acting(login) as turn:
        voted = finding.find_open(turn.session, turn.campaign(campaign), turn.unit(unit).id)
        if voted is None:
            return
        numbering = issuing.Numbering(number=sheet["number"], issued_on=dates["issued_on"], term=str(sheet["term"]))
        printing = Printing(base_url=stage.settings.base_url, sheet=stage.settings.sheet)
        issuing.issue(turn.session, turn.actor, voted, numbering, printing)


def _choose(
    turn: Turn, decision: Decision, sheet: dict[str, Any],
    *, dates: dict[str, Any], levels: dict[str, Cell], awards: list[dict[str, Any]],
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
    minutes = drafting.Minutes(meeting=meeting, choices=choices, awards=chosen)
    drafting.save(turn.session, turn.actor, decision, minutes, version=decision.version)
