"""The ballot in words: what an option needs, whom that is counted of, and the rounds."""

from collections.abc import Iterator, Mapping

from grading import text
from grading.rules.programme import Programme
from grading.rules.programmes.parts.ballot import BallotRule, Between, Needed, Voters
from grading.rules.programmes.saying.printed import OPTIONS, UNSAID

VOTERS: Mapping[Voters, str] = {
    Voters.eligible: "số đảng viên được triệu tập",
    Voters.all: "tổng số đảng viên chính thức",
    Voters.present: "số đảng viên có mặt",
    Voters.returned: "số phiếu thu vào",
    Voters.valid: "số phiếu hợp lệ",
}


def ballot_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the ballot, in Vietnamese."""
    ballot = programme.ballot
    if ballot is None:
        return
    names = [_option(programme, option) for option in ballot.options]
    kind = "kín" if ballot.secret else "công khai"
    needed_words = f" ({UNSAID} có bỏ phiếu hay không)" if ballot.needed is None else ""
    yield f"Bỏ phiếu {kind}{needed_words}: {'; '.join(names)}; cần {needed_share(ballot.majority)}"
    yield from _details(programme, ballot)


def _details(programme: Programme, ballot: BallotRule) -> Iterator[str]:
    for each in ballot.special:
        yield f"    Riêng “{_option(programme, each.option)}” cần {needed_share(each.needed)}"
    if ballot.quorum is not None:
        yield f"    Cuộc bỏ phiếu chỉ có giá trị khi có mặt {needed_share(ballot.quorum)}"
    if ballot.rounds.most is not None:
        yield f"    Bỏ phiếu tối đa {ballot.rounds.most} lần"
    if ballot.rounds.between is Between.all:
        yield "    Bỏ phiếu lại thì bỏ phiếu với tất cả các phương án"


def needed_share(needed: Needed) -> str:
    """Returns the words for a share of votes: quá một nửa số đảng viên được triệu tập."""
    return f"{'quá' if needed.is_more else 'ít nhất'} {_share(needed)} {VOTERS[needed.of]}"


def _share(needed: Needed) -> str:
    numerator, denominator = needed.share
    if needed.share == (1, 2):
        return "một nửa"
    if numerator * 10000 % denominator == 0:
        return f"{text.hundredths(numerator * 10000 // denominator)}%"
    return f"{numerator}/{denominator}"


def _option(programme: Programme, option: str) -> str:
    return OPTIONS.get(option) or programme.outcome(option).name.vi
