"""The awards of a programme: grounds, texts by the decision's date, who gives them, and what they are worth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from grading import text as words
from grading.rules.levels import Level
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID

if TYPE_CHECKING:
    from grading.rules.programme import Programme

Found = Iterator[tuple[str, list[str | int], dict[str, object]]]


class StreakBase(StrEnum):
    """By what a year counts towards years running: the level reached, or the award of that year given."""

    rating = "rating"
    award = "award"


@dataclass(frozen=True, kw_only=True)
class EarlierText:
    """The text of decisions issued before a day; the oldest stands first."""

    before: date
    source: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """From a day on an award is worth `times` (hundredths) the base pay."""

    since: date
    times: int
    source: str


@dataclass(frozen=True, kw_only=True)
class BasePay:
    """From a day on the base pay is `amount`, in whole đồng."""

    since: date
    amount: int


@dataclass(frozen=True, kw_only=True)
class AwardRule:
    """A ground for an award: `level` held `streak` years running. The texts take {year}, {from} and {to}. `given_by`
    are the kinds of unit that may give it, nobody named where the source names none. `streak_base` and `merger_breaks`
    (whether a merger ends the years running) are None while the issuer has not said."""

    key: str
    form: str
    level: Level
    streak: int
    source: str
    text: Text
    earlier: tuple[EarlierText, ...] = ()
    given_by: tuple[str, ...] = ()
    streak_base: StreakBase | None = StreakBase.rating
    merger_breaks: bool | None = True
    coefficients: tuple[Coefficient, ...] = ()

    def text_on(self, day: date) -> Text:
        """What a decision issued on that day says."""
        return next((each.text for each in self.earlier if day < each.before), self.text)

    def times_on(self, day: date) -> int | None:
        """How often the base pay it is worth that day, in hundredths."""
        return next((each.times for each in reversed(self.coefficients) if each.since <= day), None)


def award_form(award: Mapping[str, Any]) -> dict[str, Any]:
    """One award of a checked document as the dataclass wants it."""
    coefficients = award.get("coefficients") or ()
    return {
        **award,
        "earlier": award.get("earlier", []),
        "given_by": award.get("given_by") or [],
        "streak_base": award.get("streak_base"),
        "merger_breaks": award.get("merger_breaks"),
        "coefficients": [{**each, "times": int(each["times"] * 100)} for each in coefficients],
    }


def award_places(programme: "Programme") -> Iterator[IssuerPlace]:
    for award in programme.awards:
        path, runs = f"/awards/{award.key}", award.streak > 1
        counted = (f"năm nào được tính cho khen thưởng {award.key}", f"which years count for award {award.key}")
        yield issuer_place(f"{path}/streak_base", *counted, award.streak_base, needed=runs)
        broken = (
            f"sáp nhập, chia tách có làm gián đoạn các năm của khen thưởng {award.key} hay không",
            f"whether a merger breaks the years of award {award.key}",
        )
        yield issuer_place(f"{path}/merger_breaks", *broken, award.merger_breaks, needed=runs)
        given = (f"cấp được tặng khen thưởng {award.key}", f"who may give award {award.key}")
        yield issuer_place(f"{path}/given_by", *given, award.given_by, needed=False)
        worth = (f"mức tiền thưởng của khen thưởng {award.key}", f"what award {award.key} is worth")
        yield issuer_place(f"{path}/coefficients", *worth, award.coefficients, needed=False)
    pay = ("mức lương cơ sở", "the base pay")
    yield issuer_place("/base_pay", *pay, programme.base_pay, needed=False)


def award_faults(document: Mapping[str, Any]) -> Found:
    """Days that are none, and tables of days out of order."""
    for index, award in enumerate(document["awards"]):
        for table, column in (("earlier", "before"), ("coefficients", "since")):
            yield from _days(award.get(table) or (), ["awards", index, table], column)
    yield from _days(document.get("base_pay") or (), ["base_pay"], "since")


def _days(rows: Sequence[Mapping[str, Any]], steps: list[str | int], column: str) -> Found:
    last = ""
    for index, row in enumerate(rows):
        day, where = row[column], [*steps, index, column]
        if not _is_day(day):
            yield "day", where, {"found": day}
        elif day <= last:
            yield "days_order", where, {"day": day, "before": last}
        last = max(last, day)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def award_lines(programme: "Programme") -> Iterator[str]:
    """The awards as a person reads them."""
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
