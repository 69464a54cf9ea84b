"""The versions of a dossier: what was frozen each time it was handed on, for those who read it or were given it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Dossier, Move, StoredFile
from grading.permissions import roles_in
from grading.rules import giving
from grading.rules.frozen.dossier import FrozenAssessment, FrozenDossier, FrozenFile, FrozenScore
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.services.dossiers.points import unit_kind_of
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
    programme: Programme
    unit: Known
    """What is known of the unit besides its file: the type of the cell, and the kind of unit."""
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
        found = {each.layer: self._counted(each) for each in self.frozen.assessments if each.layer in self.layers}
        return {layer: found[layer] for layer in self.layers if layer in found}

    def _counted(self, assessment: FrozenAssessment) -> Mapping[str, FrozenScore]:
        """Returns the scores of a layer, with the points that the frozen figures gave."""
        known = replace(self.unit, points=assessment.points, figures=self.figures, rating=self.frozen.rating)
        points, scores = giving.merged(self.programme, known), dict(assessment.scores)
        for criterion in self.programme.figured:
            stored = scores.get(criterion.key)
            if stored is not None or criterion.key in points:
                words = stored.words if stored else ""
                scores[criterion.key] = FrozenScore(grade=None, points=points.get(criterion.key), words=words)
        return scores

    def files(self, criterion: Criterion) -> list[FrozenFile]:
        return [file for file in self.frozen.evidence if self.shows_files and file.criterion == criterion.key]

    def is_new(self, file: FrozenFile) -> bool:
        return self.before is not None and file not in self.before.frozen.evidence

    def gone(self, criterion: Criterion) -> list[FrozenFile]:
        """Returns the files of the version before that this one no longer has."""
        earlier = self.before.files(criterion) if self.before else []
        return [file for file in earlier if file not in self.frozen.evidence]


@dataclass(frozen=True, kw_only=True)
class _Access:
    """What a reader may open of one version: as in the state of the dossier now, and as in the one in which it was
    given, each with the roles of that state."""

    dossier: Dossier
    seats: Sequence[tuple[State, frozenset[Role]]]
    facts: Facts

    def may(self, act: ActName) -> bool:
        return bool(self._with(act))

    @property
    def roles(self) -> frozenset[Role]:
        """The roles with which the answers are read."""
        return frozenset().union(*self._with(ActName.read_self))

    def _with(self, act: ActName) -> list[frozenset[Role]]:
        process = self.dossier.campaign.process
        return [roles for state, roles in self.seats if may(process, act, state, roles, self.facts)]


def versions(dossier: Dossier, who: Standing, facts: Facts) -> list[Version]:
    """Returns the versions that this reader may open, oldest first, each by the move that froze it.

    Whoever may read the dossier may read all of them. Whoever was given one may read that one although the dossier has
    gone back since: what was judged can be opened by those who judged it. Given is it to those who stood on the dossier
    in the state to which it was handed.
    """
    found: list[Version] = []
    for move in dossier.moves:
        if move.revision is None or any(version.number == move.revision.number for version in found):
            continue
        seats = [(state, roles_in(who, dossier, state)) for state in dict.fromkeys((dossier.state, move.dest))]
        access = _Access(dossier=dossier, seats=seats, facts=facts)
        if not access.may(ActName.read_self):
            continue
        found.append(
            Version(
                number=move.revision.number, move=move, programme=dossier.programme,
                unit=Known(cell_type=dossier.cell_type, unit_kind=unit_kind_of(dossier)),
                frozen=move.revision.frozen,
                layers=tuple(layer for layer, act in _READING.items() if access.may(act)),
                shows_files=access.may(ActName.read_evidence),
                shows_ballot=access.may(ActName.read_ballot),
                shows_decided=not access.roles <= CELL_ROLES or access.may(ActName.read_panel),
                before=found[-1] if found else None,
            )
        )  # fmt: skip
    return found


def find_version(dossier: Dossier, number: int, who: Standing, facts: Facts) -> Version | None:
    return next((version for version in versions(dossier, who, facts) if version.number == number), None)


def get_file(session: Session, version: Version, sha256: str) -> tuple[FrozenFile, StoredFile]:
    """Returns a file that the version froze, although it was removed since. Raises NoResultFound for any other."""
    for file in version.frozen.evidence:
        if file.sha256 == sha256 and version.shows_files:
            return file, session.get_one(StoredFile, sha256)
    raise NoResultFound
