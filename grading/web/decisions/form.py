"""The form of a meeting, filled from the stored decision or from what somebody just typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from grading import text
from grading.models import Award, Decision, DecisionItem
from grading.services.decisions import quota_exceptions
from grading.services.decisions.choices import MOST, AwardChoice, Choice, Meeting, Minutes, outcomes_of
from grading.services.ground.typed_reasons import LONGEST
from grading.typed import numbers
from grading.web.decisions import exception_form
from grading.web.decisions.exception_form import ExceptionRow
from grading.web.shell.forms import Form
from workflows import Reason


@dataclass(kw_only=True)
class BodyForm(Form):
    """A form in which a body counts its members."""

    trims: bool = True

    def votes(self, name: str) -> int | None:
        sentence = _("“%(typed)s” không phải số từ 0 đến %(max)s.", typed=self.text(name), max=MOST)
        return self.count(name, sentence, most=MOST)


@dataclass(kw_only=True)
class LineRow(BodyForm):
    """One dossier: the outcome, the votes for it, the members who took no part, the reason."""

    def fill_from(self, item: DecisionItem) -> None:
        votes = {"yes": _shown(item.in_favour), "recused": _shown(item.recused or None)}
        self.fill({"outcome": item.outcome or "", **votes, "reason": item.reason})

    def outcome(self, allowed: Sequence[str]) -> str | None:
        return next((outcome for outcome in allowed if outcome == self.text("outcome")), None)

    def choice_of(self, allowed: Sequence[str]) -> Choice:
        reason = self.text("reason")
        if len(reason) > LONGEST:
            self.wrong("reason", _("Lý do dài quá %(max)s ký tự. Mời rút gọn rồi lưu lại.", max=LONGEST))
        yes, recused = self.votes("yes"), self.votes("recused")
        return Choice(outcome=self.outcome(allowed), in_favour=yes, recused=recused or 0, reason=reason)


@dataclass(kw_only=True)
class AwardRow(BodyForm):
    """The award of one dossier: ticked or not, the ground, the votes for it, the reason why this body gives it."""

    def fill_from(self, award: Award) -> None:
        self.fill({"award": "1", "ground": award.ground, "award-yes": _shown(award.in_favour),
                   "award-why": award.issuer_reason or "", "award-but": award.unproposed_reason or ""})  # fmt: skip

    @property
    def is_ticked(self) -> bool:
        return self.ticked("award")

    def choice_of(self) -> AwardChoice | None:
        yes = self.votes("award-yes")
        if not self.is_ticked:
            return None
        if not self.text("ground"):
            self.wrong("award", _("Chưa chọn thành tích để khen thưởng. Mời chọn rồi lưu lại."))
            return None
        return AwardChoice(ground=self.text("ground"), in_favour=yes, issuer_reason=self.text("award-why"),
                           unproposed_reason=self.text("award-but"))  # fmt: skip


@dataclass(kw_only=True)
class MeetingForm(BodyForm):
    """The form of the whole page. `version` is the version of the decision that the page showed."""

    allowed: tuple[str, ...] = ()
    rows: dict[int, LineRow] = field(default_factory=dict)
    awards: dict[int, AwardRow] = field(default_factory=dict)
    exceptions: dict[str, ExceptionRow] = field(default_factory=dict)

    @classmethod
    def of(cls, decision: Decision) -> "MeetingForm":
        form = cls(allowed=outcomes_of(decision.campaign))
        held_on = text.day(decision.meeting_on) if decision.meeting_on else ""
        form.fill({"version": str(decision.version), "held_on": held_on, "members": _shown(decision.members or None),
                   "present": _shown(decision.present or None)})  # fmt: skip
        form.rows = {item.dossier_id: form.row(LineRow, item.dossier_id) for item in decision.items}
        for item in decision.items:
            form.rows[item.dossier_id].fill_from(item)
        awards = decision.awards if decision.gives_awards else []
        form.awards = {award.dossier_id: form.row(AwardRow, award.dossier_id) for award in awards}
        for award in awards:
            form.awards[award.dossier_id].fill_from(award)
        form.exceptions = exception_form.stored(form, quota_exceptions.papers_of(decision))
        return form

    @classmethod
    def read(cls, posted: MultiDict[str, str], decision: Decision) -> "MeetingForm":
        """Reads only the lines of this decision and ignores everything else that was sent."""
        form = cls(posted=posted, allowed=outcomes_of(decision.campaign))
        ids = [item.dossier_id for item in decision.items]
        form.rows = {key: form.row(LineRow, key) for key in ids}
        rows = {key: form.row(AwardRow, key) for key in ids}
        form.awards = {key: row for key, row in rows.items() if row.is_ticked or posted.get(f"award-yes-{key}")}
        form.exceptions = exception_form.sent(form)
        return form

    @property
    def outcomes(self) -> dict[int, str | None]:
        return {key: line.outcome(self.allowed) for key, line in self.rows.items()}

    def award(self, dossier_id: int) -> AwardRow:
        """Returns the boxes of one award; empty boxes for an award that is neither ticked nor voted on."""
        return self.awards.get(dossier_id) or AwardRow()

    def fill_votes(self) -> None:
        """Fills every line without a count with the members present who took part, so that one click is enough when all
        agreed."""
        present = numbers.whole(self.text("present"))
        if isinstance(present, Reason) or not present:
            self.wrong("present", _("Chưa có số ủy viên có mặt. Mời nhập rồi bấm lại."))
            return
        for line in self.rows.values():
            recused = numbers.whole(line.text("recused"))
            took_part = max(present - (recused if isinstance(recused, int) else 0), 0)
            line.fill({"yes": line.text("yes") or str(took_part)})
        for award in self.awards.values():
            if award.is_ticked:
                award.fill({"award-yes": award.text("award-yes") or str(present)})

    def minutes(self) -> Minutes:
        """Reads what was entered; `mistakes` then names what cannot be read."""
        return Minutes(
            meeting=self._meeting(),
            choices={key: line.choice_of(self.allowed) for key, line in self.rows.items()},
            awards={key: choice for key, award in self.awards.items() if (choice := award.choice_of()) is not None},
            exceptions={key: row.paper() for key, row in self.exceptions.items()},
        )

    def _meeting(self) -> Meeting:
        held_on = self.day("held_on", _("Ngày họp chưa đúng. Mời ghi như 20/12/2022."))
        members, present = self.votes("members"), self.votes("present")
        return Meeting(held_on=held_on, members=members or 0, present=present or 0)


def _shown(count: int | None) -> str:
    return "" if count is None else str(count)
