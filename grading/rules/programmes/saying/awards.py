"""The awards in words: the places that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator

from grading import text as words
from grading.rules.programme import Programme
from grading.rules.programmes.parts.awards import AwardRule, StreakBase
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID


def award_places(programme: Programme) -> Iterator[IssuerPlace]:
    for award in programme.awards:
        path, runs, (vi, en) = f"/awards/{award.key}", award.streak > 1, _name(award)
        base_words = (f"năm nào được tính cho {vi}", f"which years count for {en}")
        yield issuer_place(f"{path}/streak_base", *base_words, award.streak_base, needed=runs)
        merger_words = (
            f"sáp nhập, chia tách có làm gián đoạn các năm của {vi} hay không",
            f"whether a merger breaks the years of {en}",
        )
        yield issuer_place(f"{path}/merger_breaks", *merger_words, award.merger_breaks, needed=runs)
        giver_words = (f"cấp được quyết định {vi}", f"who may give {en}")
        yield issuer_place(f"{path}/given_by", *giver_words, award.given_by, needed=False)
        worth = (f"mức tiền thưởng của {vi}", f"what {en} is worth")
        yield issuer_place(f"{path}/coefficients", *worth, award.coefficients, needed=False)
    pay = ("mức lương cơ sở", "the base pay")
    yield issuer_place("/base_pay", *pay, programme.base_pay, needed=False)


def _name(award: AwardRule) -> tuple[str, str]:
    """Returns what people call the award, in both languages."""
    if award.streak > 1:
        return f"khen thưởng {award.streak} năm liền", f"the award for {award.streak} years running"
    return "khen thưởng một năm", "the award for one year"


def award_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the awards, in Vietnamese."""
    if programme.awards:
        yield "Khen thưởng"
    for award in programme.awards:
        yield f"    {_name(award)[0].capitalize()}: Giấy khen, {award.text.vi} ({award.source})"
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
        yield f"Cấp tặng: {', '.join(ISSUERS[kind][0] for kind in award.given_by)}"
    for worth in award.coefficients:
        times = words.hundredths(worth.times)
        yield f"Mức tiền thưởng từ {words.day(worth.since)}: {times} lần mức lương cơ sở ({worth.source})"


_BASES = {
    StreakBase.rating: "mức xếp loại của từng năm",
    StreakBase.award: "Giấy khen được tặng của từng năm",
}
ISSUERS = {
    "cell_subordinate": ("chi bộ trực thuộc", "a subordinate cell"),
    "cell_grassroots": ("chi bộ cơ sở", "a grassroots cell"),
    "committee_section": ("đảng ủy bộ phận", "a sectional committee"),
    "committee_grassroots": ("đảng ủy cơ sở", "a grassroots committee"),
    "committee_upper": ("cấp ủy cấp trên trực tiếp cơ sở", "the committee above the grassroots"),
    "committee_province": ("tỉnh ủy", "the provincial committee"),
}
"""Who gives an award or signs a paper, in both languages."""
