"""The content of a commune's return (criteria by key, the counts of members, the ballot), what was changed since, and
the days that a cell has to complete it where the commune names none."""

from dataclasses import dataclass
from datetime import date, timedelta

from grading.models import Dossier, Move
from grading.rules.programme import Programme
from grading.services.dossiers.differences import layer_in
from grading.services.figures.figures import Values
from grading.services.ground.errors import refuse
from workflows import Layer

MEMBERS, BALLOT = "members", "ballot"
DAYS_TO_COMPLETE = timedelta(days=5)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One thing that a return names: a criterion by its number, else `members` or `ballot`."""

    key: str
    label: str
    is_changed: bool
    """Whether the cell has saved or attached something for it since the return."""
    kept: str = ""
    """Why the cell leaves it as it was sent; empty while it says nothing."""


def default_day(dossier: Dossier, today: date) -> date:
    """Returns the last day to complete a return of today, unless the reviewer chooses another one: never before the
    day that the cell has anyway."""
    return max(dossier.due_on, today + DAYS_TO_COMPLETE)


def parts_of(programme: Programme) -> tuple[str, ...]:
    """Returns what a return may name besides criteria: only what the programme asks of a cell."""
    asked = {MEMBERS: programme.asks, BALLOT: programme.ballot_options}
    return tuple(part for part, keys in asked.items() if keys)


def is_open(dossier: Dossier, key: str) -> bool:
    """Returns whether the cell may change this criterion or part. Without a return it may change everything. The counts
    are open too where a named criterion takes its points from them."""
    if dossier.returned is None or key in dossier.returned.criteria:
        return True
    named = (each for each in dossier.programme.figured if each.key in dossier.returned.criteria)
    return key == MEMBERS and any({*each.figures} & {*dossier.programme.asks} for each in named)


def require_open(dossier: Dossier, part: str) -> None:
    """Raises Refused (criteria_locked) for a part that the return the cell is answering does not name."""
    if not is_open(dossier, part):
        raise refuse("criteria_locked", list=(part,))


def last_return(dossier: Dossier) -> Move | None:
    """Returns the commune's newest return to the cell, answered or not."""
    return next((move for move in reversed(dossier.moves) if move.criteria), None)


def criteria_of(programme: Programme, move: Move) -> tuple[str, ...]:
    """Returns the numbers of the criteria that a move names."""
    return tuple(criterion.number for criterion in programme.criteria if criterion.key in move.criteria)


def named_parts(move: Move) -> tuple[str, ...]:
    """Returns what a move names besides criteria."""
    return tuple(part for part in (MEMBERS, BALLOT) if part in move.criteria)


def asked_by(dossier: Dossier, move: Move, figures: Values) -> tuple[Asked, ...]:
    """Returns everything that the return names, criteria first, each in the order of the sheet."""
    programme, changed = dossier.programme, _changed_since(dossier, move, figures)
    criteria = [(criterion.number, criterion.key) for criterion in programme.criteria if criterion.key in move.criteria]
    labels = [*criteria, *((part, part) for part in named_parts(move))]
    kept = dossier.kept_as_sent
    return tuple(
        Asked(key=key, label=label, is_changed=key in changed, kept=kept.get(key, "")) for label, key in labels
    )


def not_completed(dossier: Dossier, figures: Values) -> tuple[str, ...]:
    """Returns the labels that the return names, and that the cell has neither changed since nor kept with a reason."""
    if dossier.returned is None:
        return ()
    asked = asked_by(dossier, dossier.returned, figures)
    return tuple(thing.label for thing in asked if not (thing.is_changed or thing.kept))


def _changed_since(dossier: Dossier, move: Move, figures: Values) -> set[str]:
    own = layer_in(dossier, Layer.self_)
    changed = {key for key, score in own.by_criterion.items() if score.saved_at > move.at} if own else set()
    changed |= {file.criterion for file in dossier.filed if max(file.at, file.removed_at or file.at) > move.at}
    reported = figures.of(dossier.unit_id, dossier.campaign.period_id)
    newer = {metric for metric, figure in reported.items() if figure.at > move.at}
    changed |= {criterion.key for criterion in dossier.programme.figured if newer & {*criterion.figures}}
    if newer & {*dossier.programme.asks}:
        changed.add(MEMBERS)
    if any(ballot.saved_at > move.at for ballot in dossier.ballots):
        changed.add(BALLOT)
    return changed
