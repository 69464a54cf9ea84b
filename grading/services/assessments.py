"""The layers above the cell's own: the commune's, each appraiser's, what the team agreed on; and the signed paper."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grading.models import Account, Assessment, Dossier
from grading.services import dossiers
from grading.services.answers import Entry, layer_of, write_scores
from grading.services.errors import Refused
from grading.text import nfc
from workflows import Layer, Reason

_ACTS = {Layer.commune: "score_commune", Layer.appraiser: "score_appraiser", Layer.panel: "score_panel"}
_BELOW = {Layer.commune: Layer.self_, Layer.appraiser: Layer.commune, Layer.panel: Layer.commune}


def compared_layer(dossier: Dossier, layer: Layer) -> Layer:
    """The layer from which a difference needs a reason: the commune's, or the cell's where no commune scored."""
    below = _BELOW[layer]
    return below if any(found.layer is below for found in dossier.assessments) else Layer.self_


def save_layer(
    session: Session, dossier: Dossier, layer: Layer, entries: Mapping[str, Entry], *, outcome: str | None,
    words: str = "", finish: bool = False, by: Account, now: datetime,
) -> Assessment:  # fmt: skip
    """Stores one layer above the cell's. Finishing it asks that every criterion is scored and differences explained.

    Raises:
        WorkflowError: when the table does not let this account score this layer now.
        StaleEntries, Refused: as for answers; reason_missing and not_all_scored when finishing.
    """
    dossiers.require(session, dossier, _ACTS[layer], by=by, now=now)
    author = by if layer is Layer.appraiser else None
    assessment = layer_of(session, dossier, layer, author)
    write_scores(session, dossier, assessment, entries, now=now)
    assessment.outcome, assessment.words, assessment.saved_by_id = outcome, nfc(words).strip(), by.id
    if finish:
        if reasons := unfinished(dossier, assessment):
            raise Refused(reasons)
        assessment.finished_at = now
    else:
        assessment.finished_at = None
    dossiers.touch(dossier, by=by, now=now)
    session.flush()
    return assessment


def unfinished(dossier: Dossier, assessment: Assessment) -> list[Reason]:
    """Why this layer cannot be called finished yet."""
    compared = compared_layer(dossier, assessment.layer)
    below = next((found for found in dossier.assessments if found.layer is compared), None)
    unscored, unexplained = [], []
    for criterion in dossier.campaign.programme.criteria:
        score = assessment.score(criterion.key)
        if score is None or not score.is_set:
            unscored.append(criterion.number)
        elif below and (other := below.score(criterion.key)) and other.value != score.value and not score.words:
            unexplained.append(criterion.number)
    reasons = []
    if unscored:
        reasons.append(Reason(code="not_all_scored", params={"n": len(unscored), "list": tuple(unscored)}))
    if unexplained:
        reasons.append(Reason(code="reason_missing", params={"layer": compared, "list": tuple(unexplained)}))
    if not assessment.outcome:
        reasons.append(Reason(code="outcome_missing", params={}))
    return reasons


def receive_paper(session: Session, dossier: Dossier, *, by: Account, now: datetime, received: bool = True) -> None:
    """Notes that the paper with its signature has come in, or takes that back."""
    dossiers.require(session, dossier, "receive_paper", by=by, now=now)
    dossier.paper_received_at = now if received else None
    dossier.paper_received_by_id = by.id if received else None
    dossiers.touch(dossier, by=by, now=now)
    session.flush()


def readable_layers(dossier: Dossier, assessments: Sequence[Assessment], viewer: Account) -> list[Assessment]:
    """Other appraisers' assessments show only once the viewer's own is finished."""
    own_finished = any(
        found.layer is Layer.appraiser and found.by_id == viewer.id and found.finished_at for found in assessments
    )
    return [
        found
        for found in assessments
        if found.layer is not Layer.appraiser or own_finished or found.by_id == viewer.id
    ]
