"""The processes. Four are built from the same rows: change their steps only here, and their acts only in
workflows.acts. The light one has its rows in workflows.light."""

from dataclasses import replace

from workflows import guards as g
from workflows import light
from workflows.acts import PAST_REVIEW, acts_of
from workflows.steps import Body, Guard, Kind, Process, Role, Seat, Side, Sitting, State, Step, Tier

_SUBMIT_GUARDS: tuple[Guard, ...] = (
    g.campaign_is_open,
    g.in_time,
    g.every_criterion_answered,
    g.returned_criteria_completed,
    g.evidence_is_there,
    g.asked_figures_given,
    g.members_add_up,
    g.figures_agree,
    g.ballot_passed,
)

_ENDORSE_GUARDS: dict[Tier, tuple[Guard, ...]] = {
    Tier.three_tier: (
        g.signed_paper_received,
        g.commune_layer_complete,
        g.no_open_contradiction,
        g.subordinates_decided,
        g.commune_decision_issued,
    ),
    # The commune decides at certification, so at this step the commune only checks that the dossier is complete.
    Tier.two_tier: (
        g.signed_paper_received,
        g.every_criterion_answered,
        g.evidence_is_there,
        g.no_open_contradiction,
        g.subordinates_decided,
    ),
}

_APPROVE_GUARDS: dict[Tier, tuple[Guard, ...]] = {
    # A commune may have decided the level by then. The team does not score it again; the awards are left to appraise.
    Tier.three_tier: (
        g.enough_assessments_unless_decided,
        g.panel_layer_set_unless_decided,
        g.proposal_made_unless_decided,
        g.proposed_award_appraised,
    ),
    Tier.two_tier: (g.enough_assessments, g.panel_layer_set, g.proposal_made),
}
_NOTE_INSTEAD: dict[Tier, tuple[Guard, ...]] = {Tier.three_tier: (g.award_proposed_if_decided,), Tier.two_tier: ()}


def _trunk(tier: Tier) -> tuple[Step, ...]:
    """Returns the steps that every process has."""
    return (
        Step(name="submit", source=State.draft, dest=State.commune_review, role=Role.cell_secretary,
             side=Side.produce, guards=_SUBMIT_GUARDS, onward=True, freezes=True),
        Step(name="take_back", source=State.commune_review, dest=State.draft, role=Role.cell_secretary,
             side=Side.produce, guards=(g.commune_has_not_begun, g.commune_has_not_decided)),
        Step(name="send_back", source=State.commune_review, dest=State.draft, role=Role.commune_reviewer,
             side=Side.review, guards=(g.commune_has_not_decided,), needs_note=True, needs_criteria=True),
        Step(name="endorse", source=State.commune_review, dest=State.appraisal, role=Role.commune_reviewer,
             side=Side.review, guards=_ENDORSE_GUARDS[tier], onward=True, freezes=True),
        *(Step(name="discontinue", source=source, dest=State.discontinued, role=Role.commune_reviewer,
               side=Side.review, guards=(g.unit_has_changed, g.commune_has_not_decided), needs_note=True,
               by_task_only=True)
          for source in (State.draft, State.commune_review)),
        Step(name="send_back", source=State.appraisal, dest=State.commune_review, role=Role.appraisal_lead,
             side=Side.appraise, needs_note=True),
        Step(name="approve", source=State.appraisal, dest=State.certification, role=Role.appraisal_lead,
             side=Side.appraise, guards=_APPROVE_GUARDS[tier], note_instead=_NOTE_INSTEAD[tier],
             onward=True, freezes=True),
        Step(name="send_back", source=State.certification, dest=State.appraisal, role=Role.authority_secretary,
             side=Side.decide, needs_note=True),
        Step(name="certify", source=State.certification, dest=State.certified, role=Role.authority_secretary,
             side=Side.decide, guards=(g.in_an_issued_decision,), onward=True, by_decision_only=True),
    )  # fmt: skip


# A rating is compulsory: nobody withdraws, rejects or declines one. A recognition is voluntary.
_RECOGNITION = (
    Step(name="withdraw", source=State.draft, dest=State.withdrawn, role=Role.cell_secretary,
         side=Side.produce, needs_note=True),
    Step(name="withdraw", source=State.commune_review, dest=State.withdrawn, role=Role.cell_secretary,
         side=Side.produce, guards=(g.commune_has_not_decided,), needs_note=True),
    Step(name="reopen", source=State.withdrawn, dest=State.draft, role=Role.cell_secretary,
         side=Side.produce, guards=(g.campaign_is_open,)),
    Step(name="reject", source=State.appraisal, dest=State.rejected, role=Role.appraisal_lead,
         side=Side.appraise, guards=(g.level_not_decided,), needs_note=True),
    Step(name="recall", source=State.rejected, dest=State.appraisal, role=Role.authority_secretary,
         side=Side.decide, needs_note=True),
    Step(name="decline", source=State.certification, dest=State.declined, role=Role.authority_secretary,
         side=Side.decide, guards=(g.in_an_issued_decision,), needs_note=True, by_decision_only=True),
)  # fmt: skip

# Where each role must be granted. The secretary of a committee's meeting stands elsewhere while a lower body sits.
_SEATS = (
    Seat(role=Role.cell_secretary, body=Body.unit),
    Seat(role=Role.cell_committee, body=Body.unit),
    Seat(role=Role.commune_reviewer, body=Body.review_unit),
    Seat(role=Role.appraiser, body=Body.appraisal_unit),
    Seat(role=Role.appraisal_lead, body=Body.appraisal_unit),
    Seat(role=Role.authority_secretary, body=Body.authority_unit),
    Seat(role=Role.award_clerk, body=Body.authority_unit),
    Seat(role=Role.inspector, body=Body.authority_unit),
)

_AUTHORITY_SITS = Sitting(state=State.certification, body=Body.authority_unit, role=Role.authority_secretary)
# A commune that decides does so during its review. Its secretary then reads on as its reviewer does, who can only read
# by then; also what stopped on its desk.
_COMMUNE_SITS = Sitting(
    state=State.commune_review, body=Body.review_unit, role=Role.authority_secretary,
    reads_as=Role.commune_reviewer, afterwards=(*PAST_REVIEW, State.discontinued),
)  # fmt: skip
_SITTINGS = {Tier.three_tier: (_COMMUNE_SITS, _AUTHORITY_SITS), Tier.two_tier: (_AUTHORITY_SITS,)}

_RATING_STATES = (
    State.draft, State.commune_review, State.appraisal, State.certification, State.certified, State.discontinued,
)  # fmt: skip
_RECOGNITION_STATES = tuple(state for state in State if state is not State.noted)


def _build(tier: Tier, kind: Kind) -> Process:
    voluntary = kind is Kind.recognition
    states = _RECOGNITION_STATES if voluntary else _RATING_STATES
    return Process(
        tier=tier,
        kind=kind,
        states=states,
        steps=_trunk(tier) + (_RECOGNITION if voluntary else ()),
        acts=acts_of(tier, states),
        seats=_SEATS,
        sittings=tuple(replace(sitting, afterwards=tuple(state for state in sitting.afterwards if state in states))
                       for sitting in _SITTINGS[tier]),
    )  # fmt: skip


_LIGHT = Process(
    tier=Tier.light, kind=Kind.rating, states=light.STATES, steps=light.STEPS, acts=light.ACTS,
    seats=light.seats_of(_SEATS), sittings=(),
)  # fmt: skip
_FULL = (_build(tier, kind) for tier in _SITTINGS for kind in Kind)
PROCESSES: dict[str, Process] = {built.name: built for built in (*_FULL, _LIGHT)}


def process(tier: Tier, kind: Kind) -> Process:
    """Returns the table of a tier and a kind, the same object each time. Raises KeyError: only a rating is light."""
    return PROCESSES[f"{tier}_{kind}"]
