"""The stored formats as the tests ask about them: each kind, its golden files, and how a text is read and written."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import rfc8785

from grading.rules.derivation import Derivation
from grading.rules.frozen.derivation import DERIVATION
from grading.rules.frozen.dossier import DOSSIER, FrozenDossier
from grading.rules.frozen.facts import FACTS, FrozenFacts
from grading.rules.frozen.formats import Format
from grading.rules.frozen.programme import PROGRAMME
from grading.rules.programme import Programme

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of stored text. `read` returns its typed value, `rewritten` the text of that value as written today."""

    format: Format
    read: Callable[[str], object]
    rewritten: Callable[[str], str]


def facts(text: str) -> FrozenFacts:
    return FrozenFacts.from_json(json.loads(text))


FORMATS = {
    "programmes": Kind(
        format=PROGRAMME, read=Programme.from_json, rewritten=lambda text: Programme.from_json(text).to_json()
    ),
    "dossiers": Kind(
        format=DOSSIER, read=FrozenDossier.from_text, rewritten=lambda text: FrozenDossier.from_text(text).to_text()
    ),
    "derivations": Kind(
        format=DERIVATION, read=Derivation.from_json, rewritten=lambda text: Derivation.from_json(text).to_json()
    ),
    "facts": Kind(format=FACTS, read=facts, rewritten=lambda text: rfc8785.dumps(facts(text).to_json()).decode()),
}
"""By the name of the folder of its golden files."""


def golden(kind: str, number: int | None = None) -> list[Path]:
    """Returns the golden files of a kind, `<name>-<number>.json`: of one format, or of all."""
    return sorted((GOLDEN / kind).glob(f"*-{number or '*'}.json"))
