"""What people may write in a file in place of a code: its words."""

from grading.rules.levels import Level
from grading.rules.programmes.parts.outcomes import TITLES
from grading.services.ground.table_heads import head_key
from grading.words import bodies
from grading.words.vocabulary import outcome_words, role_words
from workflows import Role


def outcomes() -> dict[str, str]:
    """Returns the code of each level and each decision about a title, by its words."""
    return {head_key(outcome_words(code)): code for code in (*Level, *TITLES)}


def roles() -> dict[str, Role]:
    """Returns each role by its code, by its words, and by the offices that it is called on any unit."""
    offices = {head_key(words): role for words, role in bodies.offices()}
    return offices | {head_key(words): role for role in Role for words in (role, role_words(role))}
