"""What people may write in a file in place of a code: its words."""

from grading.models import TitleOutcome
from grading.rules.levels import Level
from grading.services.ground.tables import head_key
from grading.words.vocabulary import outcome_words


def outcomes() -> dict[str, str]:
    """Returns the code of each level and each decision about a title, by its words."""
    return {head_key(outcome_words(code)): code for code in (*Level, *TitleOutcome)}
