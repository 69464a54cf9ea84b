"""The awards in words: the places that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator

from grading import text as words
from grading.rules.programme import Programme
from grading.rules.programmes.parts.awards import AwardRule, StreakBase
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID


def award_places(programme: Programme) -> Iterator[IssuerPlace]:
    for award in programme.awards:
        path, runs = f"/awards/{award.key}", award.streak > 1
        base_words = (f"năm nào được tính cho khen thưởng {award.key}", f"which years count for award {award.key}")
        yield issuer_place(f"{path}/streak_base", *base_words, award.streak_base, needed=runs)
        merger_words = (
            f"sáp nhập, chia tách có làm gián đoạn các năm của khen thưởng {award.key} hay không",
            f"whether a merger breaks the years of award {award.key}",
        )
        yield issuer_place(f"{path}/merger_breaks", *merger_words, award.merger_breaks, needed=runs)
        giver_words = (f"cấp được tặng khen thưởng {award.key}", f"who may give award {award.key}")
        yield issuer_place(f"{path}/given_by", *giver_words, award.given_by, needed=False)
        worth = (f"mức tiền thưởng của khen thưởng {award.key}", f"what award {award.key} is worth")
        yield issuer_place(f"{path}/coefficients", *worth, award.coefficients, needed=False)
    pay = ("mức lương cơ sở", "the base pay")
    yield issuer_place("/base_pay", *pay, programme.base_pay, needed=False)


def award_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the awards, in Vietnamese."""
    if programme.awards:
        yield "Khen thưởng"
    for award in programme.awards:
        yield f"    {award.key}: Giấy khen, {award.text.vi} ({award.source})"
        yield from (f"      - {line}" for line in _terms(award))
    for pay in programme.base_pay:
        yield f"    Mức lương cơ sở từ {words.day(pay.since)}: {words.count(pay.amount)} đồng"


def _terms(award: AwardRule) -> Iterator[str]:
    for each in award.earlier:
        yield f"Quyết định ban hành trước ngày {words.day(each.before)}: {each.text.vi} ({each.source})"
    if award.streak > 1:
        yield f"{award.streak} năm liền tính theo: {_BASES[award.streak_base] if award.streak_base else UNSAID}"
        breaks = {None: UNSAID, True: "tính lại từ đầu", False: "vẫn tính liên tục"}[award.merger_breaks]
        yield f"Khi sáp nhập, chia tách: {breaks}"
    if award.given_by:
        yield f"Cấp tặng: {', '.join(_ISSUERS[kind] for kind in award.given_by)}"
    for worth in award.coefficients:
        times = words.hundredths(worth.times)
        yield f"Mức tiền thưởng từ {words.day(worth.since)}: {times} lần mức lương cơ sở ({worth.source})"


_BASES = {
    StreakBase.rating: "mức xếp loại của từng năm",
    StreakBase.award: "Giấy khen được tặng của từng năm",
}
_ISSUERS = {
    "cell_subordinate": "chi bộ trực thuộc",
    "cell_grassroots": "chi bộ cơ sở",
    "committee_section": "đảng ủy bộ phận",
    "committee_grassroots": "đảng ủy cơ sở",
    "committee_upper": "cấp ủy cấp trên trực tiếp cơ sở",
    "committee_province": "tỉnh ủy",
}
