"""The form of a campaign that is to be opened: its choices, and for each unit whether it stands on the roster."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from grading import text
from grading.models import Unit
from grading.rules.periods import FIRST_YEAR, LAST_YEAR, NotAPeriod, Span, parse
from grading.services.campaigns import campaigns, choices
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.roster import Listed, Looked, look
from grading.services.programmes.lookup import Found
from grading.services.units import directory, units
from grading.web.shell.forms import Form
from grading.words.kinds import PARTS_OF_A_YEAR
from workflows import Tier


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The campaign that the form describes, once all of it can be read."""

    found: Found
    authority: Unit
    looked: Looked
    opening: Opening

    @property
    def staying(self) -> list[Listed]:
        gone = self.opening.not_rated.keys() | self.opening.elsewhere
        return [each for each in self.looked.listed if each.code not in gone]


@dataclass(kw_only=True)
class RosterRow(Form):
    trims: bool = True

    def suggest(self, founded: date | None) -> None:
        """Ticks the row when the page shows it first, except for a unit that is too young for a level."""
        if self.ticked("seen"):
            return
        if founded is None:
            self.fill({"in": "1"})
        else:
            self.fill({"reason": _("Thành lập ngày %(date)s, chưa đủ 06 tháng", date=text.day(founded))})


@dataclass(kw_only=True)
class OpeningForm(Form):
    places: ClassVar[Mapping[str, str]] = {
        "programme_null": "programme", "programme_example": "programme", "programme_year": "year",
        "period_kind": "part", "campaign_code_used": "code",
        "dates_in_order": "submit_by", "left_out_reason": "reason-{row}", "tier_gone": "as_of",
        "campaign_overlaps": "danh-sach", "roster_empty": "danh-sach", "roster_changed": "danh-sach",
        "cell_type_missing": "danh-sach",
    }  # fmt: skip
    trims: bool = True

    def draft(
        self, session: Session, programmes: Mapping[str, Found], today: date, *, demo: bool = False
    ) -> Draft | None:
        """Returns what the form describes; None with the mistakes, if something cannot be read."""
        name = self.choice("programme", programmes, _("Chưa chọn bộ tiêu chí."), needed=True)
        span, authority = self._span(), self._authority(session, today)
        opens_on = self.day("opens_on", _("Ngày chưa đúng. Mời ghi như 20/11/2026."), needed=True)
        submit_by = self.day("submit_by", _("Ngày chưa đúng. Mời ghi như 05/12/2026."), needed=True)
        as_of = self.day("as_of", _("Ngày chưa đúng. Mời ghi như 31/12/2026."))
        if not (name and span and authority and opens_on and submit_by) or self.mistakes:
            return None
        found, day = programmes[name], as_of or span.last
        tier = choices.usual_tier(found.programme, day)
        communes = self._communes(session, authority, tier, day)
        looked = look(session, found.programme, span, day, communes, today=today)
        elsewhere = frozenset(each.code for each in looked.listed if each.unit_id in looked.elsewhere)
        usual = choices.usual_code(found.programme, span, authority.code)
        self.fill({"code": self.text("code").upper() or campaigns.free_code(session, usual)})
        opening = Opening(
            code=self.text("code"), year=span.year, part=span, as_of=day, opens_on=opens_on, submit_by=submit_by,
            authority_code=authority.code, commune_codes=communes, tier=tier, elsewhere=elsewhere,
            not_rated=self._left_out(looked, elsewhere), programme_version_id=found.version_id,
            demo=demo,
        )  # fmt: skip
        return Draft(found=found, authority=authority, looked=looked, opening=opening)

    def row_of(self, unit_id: int) -> RosterRow:
        return self.row(RosterRow, unit_id)

    def _span(self) -> Span | None:
        year = self.count("year", _("Năm chưa đúng. Mời ghi bốn chữ số, ví dụ: 2026."), needed=True, most=LAST_YEAR)
        chosen = self.text("part") if self.text("part") in PARTS_OF_A_YEAR else ""
        try:
            return parse(f"{year}-{chosen}" if chosen else f"{year:04}") if year is not None else None
        except NotAPeriod:
            self.wrong("year", _("Năm chưa đúng. Mời ghi từ %(first)s đến %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))
            return None

    def _authority(self, session: Session, today: date) -> Unit | None:
        called = directory.units_called(session, self.text("authority"), today)
        if len(called) == 1:
            return called[0].unit
        self.wrong("authority", _("Không rõ cấp ủy nào. Mời ghi đúng mã hoặc tên đầy đủ."))
        return None

    def _communes(self, session: Session, authority: Unit, tier: Tier, day: date) -> tuple[str, ...]:
        """Returns the committees that review: below the authority where there are three tiers, else itself."""
        if tier is not Tier.three_tier:
            return (authority.code,)
        below = units.children_on(session, authority, day)
        return tuple(period.unit.code for period in below if not period.kind.is_cell)

    def _left_out(self, looked: Looked, elsewhere: Iterable[str]) -> dict[str, str]:
        left_out = {}
        for each in looked.listed:
            row = self.row_of(each.unit_id)
            row.suggest(looked.founded.get(each.unit_id))
            if each.code not in elsewhere and not row.ticked("in"):
                left_out[each.code] = row.text("reason")
        return left_out
