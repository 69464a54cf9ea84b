"""What an option of a ballot needs, in words: the share, whom it is counted of, and the number where that is known."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading import text
from grading.rules.ballots import Counts, counted_of, votes_needed
from grading.rules.programme import Programme
from grading.rules.programmes.parts.ballot import Between, Needed, Voters
from grading.words.vocabulary import outcome_words

VOTERS: Mapping[Voters, str] = {
    Voters.eligible: _("số đảng viên được triệu tập"),
    Voters.all: _("tổng số đảng viên chính thức"),
    Voters.present: _("số đảng viên có mặt"),
    Voters.returned: _("số phiếu thu vào"),
    Voters.valid: _("số phiếu hợp lệ"),
}
_OF_PEOPLE = {Voters.eligible, Voters.all}
"""What the members convened already say; the others are known once the papers are counted."""


def ballot_rules(programme: Programme, counts: Counts | None) -> list[str]:
    """Returns the sentences that a page shows beside the counts of a ballot; none where the programme has none."""
    return list(_rules(programme, counts)) if programme.ballot else []


def _rules(programme: Programme, counts: Counts | None) -> Iterator[str]:
    rule = programme.ballot
    assert rule is not None
    words = gettext("Phương án được thông qua khi được %(share)s", share=needed_words(rule.majority))
    yield _told(words, rule.majority, counts)
    for each in rule.special:
        name = outcome_words(each.option)
        words = gettext("Riêng “%(option)s” cần %(share)s", option=name, share=needed_words(each.needed))
        yield _told(words, each.needed, counts)
    if rule.quorum is not None:
        yield gettext("Cuộc bỏ phiếu chỉ có giá trị khi có mặt %(share)s.", share=needed_words(rule.quorum))
    if rule.rounds.most is not None:
        yield gettext("Bỏ phiếu tối đa %(n)s lần.", n=rule.rounds.most)
    if rule.rounds.between is Between.all:
        yield gettext("Bỏ phiếu lại thì bỏ phiếu với tất cả các phương án.")


def needed_words(needed: Needed) -> str:
    """Returns the words for a share of votes, for the middle of a sentence."""
    share, of = _share(needed), VOTERS[needed.of]
    if needed.is_more:
        return str(gettext("quá %(share)s %(of)s", share=share, of=of))
    return str(gettext("ít nhất %(share)s %(of)s", share=share, of=of))


def _told(sentence: str, needed: Needed, counts: Counts | None) -> str:
    """Returns the sentence with the number of votes, where what is entered gives it."""
    if counts is None or counts.eligible < 1 or needed.of not in _OF_PEOPLE:
        return f"{sentence}."
    number = votes_needed(needed, counted_of(counts, needed.of))
    return str(gettext("%(sentence)s: cần ít nhất %(n)s phiếu.", sentence=sentence, n=number))


def _share(needed: Needed) -> str:
    numerator, denominator = needed.share
    if needed.share == (1, 2):
        return str(gettext("một nửa"))
    if numerator * 10000 % denominator == 0:
        return f"{text.hundredths(numerator * 10000 // denominator)}%"
    return f"{numerator}/{denominator}"
