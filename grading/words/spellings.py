"""What people may write in a file in place of a code: its words."""

from grading.models import TitleOutcome
from grading.rules.levels import Level
from grading.services.ground.tables import head_key
from grading.words.vocabulary import outcome_words, role_words, seat_words
from workflows import Role, Tier


def outcomes() -> dict[str, str]:
    """Returns the code of each level and each decision about a title, by its words."""
    return {head_key(outcome_words(code)): code for code in (*Level, *TitleOutcome)}


def roles() -> dict[str, Role]:
    """Returns each role by its code and by all its words: those of each tier, and those beside the name of a
    committee."""
    spoken = {head_key(role_words(role, tier)): role for role in Role for tier in (None, *Tier)}
    return {head_key(role): role for role in Role} | {head_key(seat_words(role)): role for role in Role} | spoken
