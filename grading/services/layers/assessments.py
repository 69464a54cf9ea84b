"""The layers above the cell's own (the commune's, each appraiser's, the team's common one), and the signed paper."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Assessment, Campaign, Done, Dossier
from grading.rules.levels import Grade
from grading.services.dossiers import dossiers
from grading.services.dossiers.answers import layer_of, write_scores
from grading.services.dossiers.differences import compared_layer, layer_in, unexplained
from grading.services.dossiers.entries import Entry
from grading.services.dossiers.points import given_to, points_in
from grading.services.ground.errors import Refused, refuse
from grading.services.record.recording import record
from grading.text import nfc
from workflows import ActName, Facts, Layer, Reason, Role, may

SCORING = {
    Layer.commune: ActName.score_commune,
    Layer.appraiser: ActName.score_appraiser,
    Layer.panel: ActName.score_panel,
}
_READING = {
    Layer.self_: ActName.read_self,
    Layer.commune: ActName.read_commune,
    Layer.appraiser: ActName.read_appraiser,
    Layer.panel: ActName.read_panel,
}
_ADOPTED = "for"


def outcomes_of(campaign: Campaign, layer: Layer) -> tuple[str, ...]:
    """Returns the outcomes that a layer may choose: the levels of a rating, or the outcomes of a title.

    The team only ever proposes to recognise a title. If it does not propose the title, it does not hand the dossier on.
    """
    programme = campaign.programme
    return tuple(rule.key for rule in programme.outcomes) if layer is Layer.panel else programme.ladder


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The entries of an assessor for one layer. `finish` says that the assessor calls the layer complete."""

    entries: Mapping[str, Entry]
    outcome: str | None
    words: str = ""
    finish: bool = False


def save_layer(
    session: Session, actor: Actor, dossier: Dossier, layer: Layer, judgement: Judgement, *, seen: int | None = None
) -> Assessment:
    """Stores one layer above the cell's. A difference needs its reason at once; finishing requires every criterion.

    Raises:
        WorkflowError: when the table does not let this account score this layer now.
        StaleEntries, Refused: as for answers; reason_missing; not_all_scored and outcome_missing when finishing.
        NotNow: when somebody else changed outcome or words since the form was made (`seen`, the layer's version).
    """
    dossiers.require(session, actor, dossier, SCORING[layer])
    if layer is Layer.panel and judgement.outcome:
        dossiers.require(session, actor, dossier, ActName.propose)
    entries, outcome = judgement.entries, _meant(dossier, layer, judgement.outcome)
    if unexplained_keys := unexplained_entries(dossier, layer, entries):
        raise Refused([_reason_missing(dossier, layer, unexplained_keys)])
    author, new_words = (actor.person if layer is Layer.appraiser else None), nfc(judgement.words).strip()
    before = layer_in(dossier, layer, author.id if author else None)
    says_more = before is None or (before.outcome, before.words) != (outcome, new_words)
    if before and seen not in (None, before.version) and says_more:
        raise dossiers.changed_meanwhile(session, dossier)
    assessment = layer_of(session, dossier, layer, author)
    changed = write_scores(session, dossier, assessment, entries, now=actor.now) or says_more or judgement.finish
    if changed or assessment.finished_at:  # a person who saved without a change did not assess
        assessment.saved_by_id = actor.person.id
        record(session, actor, Done.layer_saved, dossier, layer=layer, finished=judgement.finish)
    assessment.outcome, assessment.words = outcome, new_words
    assessment.finished_at = None
    if judgement.finish:
        if reasons := unfinished(dossier, assessment):
            raise Refused(reasons)
        assessment.finished_at = actor.now
    dossiers.touch(actor, dossier)
    session.flush()
    return assessment


def _meant(dossier: Dossier, layer: Layer, outcome: str | None) -> str | None:
    """Returns the outcome that is stored: a cell that votes for a title proposes its recognition.

    Raises:
        Refused: outcome_missing, for an outcome that the layer cannot choose.
    """
    stored_outcome = dossier.programme.plain if outcome == _ADOPTED else outcome
    if stored_outcome and stored_outcome not in outcomes_of(dossier.campaign, layer):
        raise refuse("outcome_missing")
    return stored_outcome


def unfinished(dossier: Dossier, assessment: Assessment) -> list[Reason]:
    """Returns the reasons why this layer cannot be called finished yet."""
    criteria = dossier.programme.criteria
    scores = {key: score for key in (criterion.key for criterion in criteria) if (score := assessment.score(key))}
    given = given_to(dossier)
    scored = assessment.grades.keys() | points_in(dossier, assessment).keys()
    scored |= {key for key, found in given.items() if found.does_not_apply}
    lacking = {key: found for key, found in given.items() if key not in scored and found.missing}
    unscored = tuple(each.number for each in criteria if each.key not in scored and each.key not in lacking)
    entries = {criterion.key: Entry() for criterion in dossier.programme.figured}
    entries |= {key: Entry(grade=score.grade, points=score.points, words=score.words) for key, score in scores.items()}
    reasons = []
    if unscored:
        reasons.append(Reason(code="not_all_scored", params={"n": len(unscored), "list": unscored}))
    if lacking:
        missing = dict.fromkeys(key for found in lacking.values() for key in found.missing)
        reasons.append(Reason(code="points_unknown", params={"figure": tuple(missing)}))
    if unexplained_keys := unexplained_entries(dossier, assessment.layer, entries):
        reasons.append(_reason_missing(dossier, assessment.layer, unexplained_keys))
    if not assessment.outcome:
        reasons.append(Reason(code="outcome_missing", params={}))
    return reasons


def unexplained_entries(dossier: Dossier, layer: Layer, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Returns the keys of the criteria whose score differs from the layer below without a reason in words."""
    return unexplained(dossier, layer, {key: (value_of(entry), entry.words) for key, entry in entries.items()})


def value_of(entry: Entry) -> Grade | int | None:
    return entry.grade if entry.grade is not None else entry.points


def _reason_missing(dossier: Dossier, layer: Layer, keys: tuple[str, ...]) -> Reason:
    numbers = tuple(dossier.programme.criterion(key).number for key in keys)
    return Reason(code="reason_missing", params={"layer": compared_layer(dossier, layer), "list": numbers})


def as_below(dossier: Dossier, layer: Layer, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Returns the same entries; an entry without a grade or points takes those of the layer that it is compared
    with."""
    below = layer_in(dossier, compared_layer(dossier, layer))
    filled, waived = dict(entries), {key for key, found in given_to(dossier).items() if found.is_closed}
    for key, entry in entries.items():
        score = below.score(key) if below and key not in waived else None
        if value_of(entry) is None and score is not None:
            filled[key] = Entry(grade=score.grade, points=score.points, words=entry.words, version=entry.version)
    return filled


def receive_paper(session: Session, actor: Actor, dossier: Dossier, *, received: bool = True) -> None:
    """Notes that the signed paper has come in, or takes the note back when `received` is false."""
    dossiers.require(session, actor, dossier, ActName.receive_paper)
    dossier.paper_received_at = actor.now if received else None
    dossier.paper_received_by_id = actor.person.id if received else None
    dossiers.touch(actor, dossier)
    record(session, actor, Done.paper_received if received else Done.paper_not_received, dossier)
    session.flush()


def readable_layers(actor: Actor, dossier: Dossier, roles: Set[Role], facts: Facts) -> list[Assessment]:
    """Returns the layers that this account may read now, in the order of the desks.

    The account reads its own assessment, except on its own unit. It reads the assessments of other appraisers only when
    they are finished, and none of them while the table closes them or while its own assessment is still unfinished:
    each member of the team judges alone.
    """
    open_layers = {layer for layer in Layer if may_read(dossier, layer, roles, facts)}
    if judges_alone(actor, dossier, roles, facts):
        open_layers.discard(Layer.appraiser)
    readable = [
        assessment
        for assessment in dossier.assessments
        if (assessment.by_id == actor.account_id and facts.own_unit is None)
        or (assessment.layer in open_layers and (assessment.layer is not Layer.appraiser or assessment.finished_at))
    ]
    return sorted(readable, key=lambda assessment: (list(Layer).index(assessment.layer), assessment.id))


def may_read(dossier: Dossier, layer: Layer, roles: Set[Role], facts: Facts) -> bool:
    return may(dossier.campaign.process, _READING[layer], dossier.state, roles, facts)


def may_score(dossier: Dossier, layer: Layer, roles: Set[Role], facts: Facts) -> bool:
    return may(dossier.campaign.process, SCORING[layer], dossier.state, roles, facts)


def judges_alone(actor: Actor, dossier: Dossier, roles: Set[Role], facts: Facts) -> bool:
    """Returns whether the viewer must finish an own assessment before reading those of the others.

    An appraiser always scores alone first. The lead need not score, and must finish only an assessment that was begun.
    """
    own = layer_in(dossier, Layer.appraiser, actor.account_id)
    unfinished_yet = Role.appraisal_lead not in roles if own is None else own.finished_at is None
    return unfinished_yet and may_score(dossier, Layer.appraiser, roles, facts)


def default_outcome(dossier: Dossier) -> str | None:
    """Returns the outcome of a layer when nobody chose one: a title is recognised, a level must be chosen (None)."""
    return dossier.programme.default
