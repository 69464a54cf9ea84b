"""The form of a meeting: as the decision stands, or as somebody just typed it, with what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from grading.models import Decision
from grading.services.decisions.choices import (
    LONGEST_REASON,
    MOST,
    AwardChoice,
    Choice,
    ExceptionPaper,
    Meeting,
    outcomes_of,
)
from grading.web.decisions import exception_form
from grading.web.decisions.exception_form import TypedException
from grading.web.shell.typed import count_of, day_of
from grading.words import reason_words
from workflows import Reason

Faults = list[tuple[str | None, str]]
"""Anchors and sentences, in the order of the page."""


@dataclass(kw_only=True)
class TypedLine:
    outcome: str | None
    yes: str = ""
    recused: str = ""
    reason: str = ""


@dataclass(kw_only=True)
class TypedAward:
    ticked: bool = False
    ground: str = ""
    yes: str = ""
    why: str = ""


@dataclass(kw_only=True)
class MeetingForm:
    """Every box as text; `version` is that of the decision the page was made from."""

    version: int
    held_on: str = ""
    members: str = ""
    present: str = ""
    lines: dict[int, TypedLine] = field(default_factory=dict)
    awards: dict[int, TypedAward] = field(default_factory=dict)
    exceptions: dict[str, TypedException] = field(default_factory=dict)
    faults: Faults = field(default_factory=list)

    @classmethod
    def of(cls, decision: Decision) -> "MeetingForm":
        return cls(
            version=decision.version,
            held_on=decision.meeting_on.isoformat() if decision.meeting_on else "",
            members=_shown(decision.members or None),
            present=_shown(decision.present or None),
            lines={
                item.dossier_id: TypedLine(
                    outcome=item.outcome, yes=_shown(item.in_favour), recused=_shown(item.recused or None),
                    reason=item.reason,
                )
                for item in decision.items
            },
            awards={
                award.dossier_id: TypedAward(
                    ticked=True, ground=award.ground, yes=_shown(award.in_favour), why=award.issuer_reason or ""
                )
                for award in decision.awards
            },
            exceptions=exception_form.of(decision.exceptions),
        )  # fmt: skip

    @classmethod
    def read(cls, typed: Mapping[str, str], decision: Decision) -> "MeetingForm":
        """Only the lines of this decision are read; whatever else the form holds is left where it is."""
        ids, allowed = [item.dossier_id for item in decision.items], outcomes_of(decision.campaign)
        return cls(
            version=count_of(typed.get("version", "")) or 0,
            held_on=typed.get("held_on", "").strip(),
            members=typed.get("members", "").strip(),
            present=typed.get("present", "").strip(),
            lines={
                key: TypedLine(
                    outcome=next((found for found in allowed if found == typed.get(f"outcome-{key}")), None),
                    yes=typed.get(f"yes-{key}", "").strip(),
                    recused=typed.get(f"recused-{key}", "").strip(),
                    reason=typed.get(f"reason-{key}", "").strip(),
                )
                for key in ids
            },
            awards={
                key: TypedAward(
                    ticked=f"award-{key}" in typed,
                    ground=typed.get(f"ground-{key}", ""),
                    yes=typed.get(f"award-yes-{key}", "").strip(),
                    why=typed.get(f"award-why-{key}", "").strip(),
                )
                for key in ids
                if f"award-{key}" in typed or typed.get(f"award-yes-{key}")
            },
            exceptions=exception_form.read(typed),
        )

    @property
    def outcomes(self) -> dict[int, str | None]:
        return {key: line.outcome for key, line in self.lines.items()}

    def fill_votes(self) -> None:
        """Every line without a count gets those present, less who did not take part: one click when all agreed."""
        present = count_of(self.present)
        if not present:
            self.faults.append(("present", _("Chưa có số ủy viên có mặt. Mời nhập rồi bấm lại.")))
            return
        for line in self.lines.values():
            line.yes = line.yes or str(max(present - (count_of(line.recused) or 0), 0))
        for award in self.awards.values():
            if award.ticked:
                award.yes = award.yes or str(present)

    def meeting(self) -> Meeting:
        held_on = day_of(self.held_on)
        if self.held_on and held_on is None:
            self.faults.append(("held_on", _("Ngày họp chưa đúng. Mời ghi như 20/12/2022.")))
        members, present = self._count("members", self.members), self._count("present", self.present)
        return Meeting(held_on=held_on, members=members or 0, present=present or 0)

    def choices(self) -> dict[int, Choice]:
        found = {}
        for key, line in self.lines.items():
            if len(line.reason) > LONGEST_REASON:
                sentence = _("Lý do dài quá %(max)s ký tự. Mời rút gọn rồi lưu lại.", max=LONGEST_REASON)
                self.faults.append((f"reason-{key}", sentence))
            yes, recused = self._count(f"yes-{key}", line.yes), self._count(f"recused-{key}", line.recused)
            found[key] = Choice(outcome=line.outcome, in_favour=yes, recused=recused or 0, reason=line.reason)
        return found

    def ticked(self) -> dict[int, AwardChoice]:
        found = {}
        for key, award in self.awards.items():
            yes = self._count(f"award-yes-{key}", award.yes)
            if award.ticked and not award.ground:
                self.faults.append((f"award-{key}", _("Chưa chọn thành tích để khen thưởng. Mời chọn rồi lưu lại.")))
            elif award.ticked:
                found[key] = AwardChoice(ground=award.ground, in_favour=yes, issuer_reason=award.why)
        return found

    def papers(self) -> dict[str, ExceptionPaper]:
        """What allows groups the higher share, by key of the group."""
        found = {}
        for key, typed in self.exceptions.items():
            day = day_of(typed.dated)
            if typed.lacks:
                sentence = reason_words(Reason(code="exception_incomplete", params={}))
                self.faults.append((f"exception-{typed.lacks[0]}-{key}", sentence))
            elif day is None:
                self.faults.append((f"exception-on-{key}", _("Ngày của văn bản chưa đúng. Mời ghi như 20/12/2022.")))
            found[key] = typed.paper(day)
        return found

    def _count(self, anchor: str, typed: str) -> int | None:
        if not typed:
            return None
        count = count_of(typed)
        if count is None or count > MOST:
            self.faults.append((anchor, _("“%(typed)s” không phải số từ 0 đến %(max)s.", typed=typed, max=MOST)))
        return count


def _shown(count: int | None) -> str:
    return "" if count is None else str(count)
