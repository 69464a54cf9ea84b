"""The points of each criterion as the report of a cell prints them, and how figures come to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from grading.models import Dossier
from grading.rules import giving
from grading.rules.programmes.saying.totals import total_lines
from grading.rules.programmes.saying.working import working_sentence
from grading.services.dossiers import history, member_levels
from grading.services.dossiers.answers import own_layer
from grading.services.dossiers.points import known_of, known_then


@dataclass(frozen=True, kw_only=True)
class PaperPoints:
    """Points (hundredths) and sentences by criterion key; a sentence only where figures give the points."""

    points: Mapping[str, int]
    workings: Mapping[str, str]
    waived: frozenset[str]
    """The keys of the criteria that do not apply to the unit."""
    groups: Mapping[str, str]
    total: str
    """What each group and all of it count, in words; nothing where the total is the sum of the points."""


def paper_points(session: Session, dossier: Dossier) -> PaperPoints:
    """Returns the points of the cell's own layer, by the figures as the cell reported them: those of what was sent,
    once it is sent, else as they stand now."""
    programme, own, sent = dossier.programme, own_layer(dossier), history.receipt(dossier)
    if sent and sent.revision and programme.figured:
        frozen = sent.revision.frozen
        known = known_then(dossier, frozen, None, {**frozen.figures, **frozen.proposed})
    else:
        known = known_of(dossier, figures=member_levels.proposed(session, dossier) if programme.figured else None)
    found = giving.given(programme, known)
    known = replace(known, points=own.points if own else {})
    points = giving.merged(programme, known)
    lines = total_lines(programme, points, known)
    return PaperPoints(
        points=points,
        workings={key: working_sentence(programme, each).vi for key, each in found.items()},
        waived=frozenset(key for key, each in found.items() if each.does_not_apply),
        groups={line.group.key: line.value.vi for line in lines if line.group},
        total=next((line.value.vi for line in lines if line.group is None), ""),
    )
