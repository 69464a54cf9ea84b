"""The words that pages show for the codes of the program, in both languages, for the glossary."""

from collections.abc import Iterator, Mapping

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from grading.rules.levels import Level
from grading.words import kinds, vocabulary
from tests.conventions.tree import ROOT
from tests.docs.markdown import table

_OUTCOMES = {code: words for code, words in vocabulary.OUTCOMES.items() if code not in set(Level)}
_LEVELS = {code: words for code, words in vocabulary.OUTCOMES.items() if code in set(Level)}
SECTIONS: Mapping[str, Mapping[str, object]] = {
    "Roles": vocabulary.ROLES,
    "States of a dossier": vocabulary.STATES,
    "Steps": vocabulary.STEPS,
    "Sides of a control": vocabulary.SIDES,
    "Layers": vocabulary.LAYERS,
    "Levels of a rating": _LEVELS,
    "Outcomes of a title, and sides of a ballot": _OUTCOMES,
    "Grades of one criterion": vocabulary.GRADES,
    "States of a registration": vocabulary.REGISTERING,
    "Kinds of unit": kinds.UNITS,
    "Types of cell": kinds.CELLS,
    "Kinds of campaign, tiers and deciding bodies": kinds.CAMPAIGNS,
    "States of a decision": kinds.DECISIONS,
    "Counts of a ballot": kinds.COUNTS,
    "Classes of a meeting and of a year": kinds.MEETINGS,
    "Successions": kinds.SUCCESSIONS,
}


def tables() -> str:
    with (ROOT / "grading/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        english = read_po(file, locale="en")
    return "\n\n".join(part for title, words in SECTIONS.items() for part in _section(title, words, english))


def _section(title: str, words: Mapping[str, object], english: Catalog) -> Iterator[str]:
    yield f"### {title}"
    # Outside a request a lazy word is its message id: the Vietnamese itself.
    yield table(
        ("code", "Vietnamese", "English"),
        ((f"`{code}`", str(word), _english(str(word), english)) for code, word in words.items()),
    )


def _english(vietnamese: str, english: Catalog) -> str:
    message = english.get(vietnamese) or english.get(vietnamese, context="button")
    assert message is not None, f"{vietnamese} has no English"
    return str(message.string)
