"""What came out of a rehearsal, in sentences: for the page and for the command alike."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from flask_babel import lazy_gettext as _

from grading.rules.derivation import Derivation, Ending
from grading.rules.programmes.reading.errors import Fault
from grading.rules.quota import QuotaGroup, Room
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


def standing_words(found: Derivation) -> str:
    """The level that the rules give, or between which two it lies."""
    if found.level is not None:
        return outcome_words(found.level)
    if found.ending is Ending.no_match or found.at_best is None:
        return turn_words(Turn.no_match)
    if found.at_least is None:
        return str(_("Cao nhất là “%(best)s”", best=outcome_words(found.at_best)))
    ends = {"least": outcome_words(found.at_least), "best": outcome_words(found.at_best)}
    return str(_("Từ “%(least)s” đến “%(best)s”", **ends))


def why(done: Rehearsed, replay: Replay) -> Iterator[str]:
    """What keeps the unit from where it was; what kept it from where it would be; what its file does not answer."""
    for reason in replay.lost:
        yield reason_words(reason, done.programme)
    for reason in replay.won:
        sentence = reason_words(reason, done.campaign.programme)
        yield str(_("Bộ tiêu chí của đợt: %(sentence)s", sentence=sentence))
    if replay.unanswered:
        numbers = ", ".join(criterion.number for criterion in replay.unanswered)
        yield str(_("Hồ sơ chưa trả lời tiêu chí %(list)s.", list=numbers))


def quota_words(done: Rehearsed, group: QuotaGroup, room: Room) -> str:
    """A group against the quota of the other programme."""
    assert done.programme.quota is not None
    return str(
        _(
            "%(group)s: được xếp tối đa %(max)s “%(level)s”, theo bộ tiêu chí diễn tập có %(used)s, vượt %(over)s.",
            group=group_words(group) or _("Toàn đợt"), max=room.limit, level=outcome_words(done.programme.quota.level),
            used=room.used, over=room.over,
        )
    )  # fmt: skip


def fault_words(fault: Fault) -> str:
    """A mistake in a programme file with its place, without the folder that the file lies in."""
    place = {"file": Path(fault.file).name, "line": fault.line, "column": fault.column, "path": fault.path}
    return str(
        _("%(file)s, dòng %(line)s, cột %(column)s, mục %(path)s: %(sentence)s", **place, sentence=fault.sentence)
    )
