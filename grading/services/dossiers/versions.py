"""The versions of a dossier: what was frozen each time it was handed on, for those who read it or were given it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from grading.models import Dossier, Move, StoredFile
from grading.rules.frozen.dossier import FrozenDossier, FrozenFile, FrozenScore
from grading.rules.programmes.parts.criteria import Criterion
from workflows import CELL_ROLES, ActName, Facts, Layer, Role, State, may

_READING = {
    Layer.self_: ActName.read_self,
    Layer.commune: ActName.read_commune,
    Layer.panel: ActName.read_panel,
}


@dataclass(frozen=True, kw_only=True)
class Version:
    """One frozen version, with the parts that this reader may read. `before` is the version before it that the reader
    may read too; None for the first."""

    number: int
    move: Move
    layers: tuple[Layer, ...]
    shows_files: bool
    shows_ballot: bool
    shows_decided: bool
    """Whether the reader may know the members by level as others decided them."""
    frozen: FrozenDossier
    before: "Version | None" = None

    def scores(self, criterion: Criterion) -> dict[Layer, FrozenScore]:
        """Returns what each readable layer says of the criterion, the cell's own first."""
        return {layer: score for layer, found in self._scores.items() if (score := found.get(criterion.key))}

    def changed(self, criterion: Criterion, layer: Layer) -> FrozenScore | None:
        """Returns the score of the version before, if this one says something else."""
        if self.before is None:
            return None
        earlier, now = self.before.scores(criterion).get(layer), self.scores(criterion).get(layer)
        return earlier if earlier != now else None

    @property
    def figures(self) -> Mapping[str, int]:
        """Returns the figures by metric: those that the unit proposed, where the reader may not know the decided."""
        return self.frozen.figures if self.shows_decided else {**self.frozen.figures, **self.frozen.proposed}

    @property
    def _scores(self) -> dict[Layer, Mapping[str, FrozenScore]]:
        found = {each.layer: each.scores for each in self.frozen.assessments}
        return {layer: found[layer] for layer in self.layers if layer in found}

    def files(self, criterion: Criterion) -> list[FrozenFile]:
        return [file for file in self.frozen.evidence if self.shows_files and file.criterion == criterion.key]

    def is_new(self, file: FrozenFile) -> bool:
        return self.before is not None and file not in self.before.frozen.evidence

    def gone(self, criterion: Criterion) -> list[FrozenFile]:
        """Returns the files of the version before that this one no longer has."""
        earlier = self.before.files(criterion) if self.before else []
        return [file for file in earlier if file not in self.frozen.evidence]


def versions(dossier: Dossier, roles: Set[Role], facts: Facts) -> list[Version]:
    """Returns the versions that this reader may open, oldest first, each by the move that froze it.

    Whoever may read the dossier may read all of them. Whoever was given one may read that one although the dossier has
    gone back since: what was judged can be opened by those who judged it.
    """
    shows_decided = not roles <= CELL_ROLES or may(
        dossier.campaign.process, ActName.read_panel, dossier.state, roles, facts
    )
    found: list[Version] = []
    for move in dossier.moves:
        if move.revision is None or any(version.number == move.revision.number for version in found):
            continue
        states = (dossier.state, move.dest)
        if not _may(dossier, ActName.read_self, states, roles, facts):
            continue
        layers = [layer for layer, act in _READING.items() if _may(dossier, act, states, roles, facts)]
        found.append(
            Version(
                number=move.revision.number, move=move, layers=tuple(layers), frozen=move.revision.frozen,
                shows_files=_may(dossier, ActName.read_evidence, states, roles, facts),
                shows_ballot=_may(dossier, ActName.read_ballot, states, roles, facts),
                shows_decided=shows_decided,
                before=found[-1] if found else None,
            )
        )  # fmt: skip
    return found


def find_version(dossier: Dossier, number: int, roles: Set[Role], facts: Facts) -> Version | None:
    return next((version for version in versions(dossier, roles, facts) if version.number == number), None)


def get_file(session: Session, version: Version, sha256: str) -> tuple[FrozenFile, StoredFile]:
    """Returns a file that the version froze, although it was removed since. Raises NoResultFound for any other."""
    for file in version.frozen.evidence:
        if file.sha256 == sha256 and version.shows_files:
            return file, session.get_one(StoredFile, sha256)
    raise NoResultFound


def _may(dossier: Dossier, act: ActName, states: tuple[State, State], roles: Set[Role], facts: Facts) -> bool:
    return any(may(dossier.campaign.process, act, state, roles, facts) for state in states)
