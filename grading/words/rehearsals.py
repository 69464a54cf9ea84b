"""The outcome of a rehearsal in sentences, for the page and for the command."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from flask_babel import lazy_gettext as _

from grading.rules.derivation import Derivation, Ending
from grading.rules.programme import Programme
from grading.rules.programmes.reading.errors import Fault
from grading.rules.quota import Measure
from grading.rules.rehearsal import Replay, Turn
from grading.services.campaigns.rehearsals import Rehearsed
from grading.words.reasons import reason_words
from grading.words.vocabulary import group_words, outcome_words

TURNS: Mapping[Turn, str] = {
    Turn.same: _("Giữ nguyên"),
    Turn.rises: _("Tăng mức"),
    Turn.falls: _("Giảm mức"),
    Turn.open: _("Chưa xác định"),
    Turn.no_match: _("Chưa đủ điều kiện của mức nào"),
}


def turn_words(turn: Turn) -> str:
    return str(TURNS[turn])


def standing_words(found: Derivation, programme: Programme) -> str:
    """Returns the words for the level that the rules give, or for the two levels between which it lies."""
    if found.level is not None:
        return outcome_words(found.level, programme)
    if found.ending is Ending.no_match or found.at_best is None:
        return turn_words(Turn.no_match)
    if found.at_least is None:
        return str(_("Cao nhất là “%(best)s”", best=outcome_words(found.at_best, programme)))
    ends = {"least": outcome_words(found.at_least, programme), "best": outcome_words(found.at_best, programme)}
    return str(_("Từ “%(least)s” đến “%(best)s”", **ends))


def why(done: Rehearsed, replay: Replay) -> Iterator[str]:
    """Yields the obstacles to the unit's old level, the obstacles that its own programme set to the new level, and the
    criteria that its file does not answer."""
    for reason in replay.lost:
        yield reason_words(reason, done.programme)
    for reason in replay.won:
        sentence = reason_words(reason, done.campaign.programme)
        yield str(_("Bộ tiêu chí của đợt: %(sentence)s", sentence=sentence))
    if replay.unanswered:
        numbers = ", ".join(criterion.number for criterion in replay.unanswered)
        yield str(_("Hồ sơ chưa trả lời tiêu chí %(list)s.", list=numbers))


def quota_words(done: Rehearsed, measure: Measure) -> str:
    """Returns a sentence that compares a group with a quota of the other programme."""
    room = measure.room
    return str(
        _(
            "%(group)s: được xếp tối đa %(max)s “%(level)s”, theo bộ tiêu chí chạy thử có %(used)s, vượt %(over)s.",
            group=group_words(measure.group) or _("Toàn đợt"), max=room.limit,
            level=outcome_words(measure.quota.of, done.programme), used=room.used, over=room.over,
        )
    )  # fmt: skip


def fault_words(fault: Fault) -> str:
    """Returns a sentence about a fault in a programme file, with its place but without the folder of the file."""
    place = {"file": Path(fault.file).name, "line": fault.line, "column": fault.column, "path": fault.path}
    return str(
        _("%(file)s, dòng %(line)s, cột %(column)s, mục %(path)s: %(sentence)s", **place, sentence=fault.sentence)
    )
