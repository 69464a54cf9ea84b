"""The meters of the page of a meeting: each quota of a group in words, and what the page needs to count it live."""

from dataclasses import dataclass

from flask_babel import gettext as _

from grading.models import Decision
from grading.rules.ladder import UNDECIDED, counting_as
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.quota import Quota, QuotaBase
from grading.rules.quota import Measure, based_on, enters_base, limited
from grading.services.decisions.lines import Group
from grading.services.decisions.table import Table
from grading.words import outcome_words
from workflows import Kind


@dataclass(frozen=True, kw_only=True)
class Meter:
    """One quota in one group as a page shows it. `of` and `counted_of` are words for the outcome that it limits and for
    what it is a share of; `live` is what counts it while somebody picks outcomes, empty where nobody does."""

    measure: Measure
    of: str
    counted_of: str
    base_kind: str
    live: dict[str, object]

    @property
    def id(self) -> str:
        return f"xa-{self.measure.key}"


def of_group(decision: Decision, group: Group) -> list[Meter]:
    return [_meter(decision, each, _live(decision, group, each)) for each in group.measures]


def apart(decision: Decision, table: Table) -> list[Meter]:
    """Returns the quotas that are counted in other groups than those of the page; they are counted at each saving."""
    return [_meter(decision, each, {}) for each in table.apart]


def _meter(decision: Decision, measure: Measure, live: dict[str, object]) -> Meter:
    programme, rule = decision.campaign.programme, measure.quota
    return Meter(
        measure=measure,
        of=limited_words(programme, rule),
        counted_of=base_words(programme, rule),
        base_kind="good_only" if rule.base == "GOOD" else rule.base or "",
        live=live if decision.decides_outcome else {},
    )


def limited_words(programme: Programme, rule: Quota) -> str:
    """Returns the words for what a quota limits: an outcome, or that one and those above it."""
    words = outcome_words(rule.of, programme)
    return str(_("từ “%(level)s” trở lên", level=words)) if rule.or_better else f"“{words}”"


def base_words(programme: Programme, rule: Quota) -> str:
    """Returns the words for the organisations that a share is counted of; none for a number."""
    match rule.base:
        case None:
            return ""
        case QuotaBase.took_part:
            is_title = programme.kind is Kind.recognition
            return str(_("tổ chức tham gia xét công nhận") if is_title else _("tổ chức tham gia xếp loại"))
        case QuotaBase.recognised:
            return str(_("tổ chức được công nhận"))
        case QuotaBase.good_or_better:
            return str(_("tổ chức từ mức tốt trở lên"))
    keys = counting_as(programme.ladder, Level.GOOD) if rule.base == QuotaBase.good_only else (rule.base,)
    level = ", ".join(outcome_words(key, programme) for key in keys)
    return str(_("tổ chức ở mức “%(level)s”", level=level))


def _live(decision: Decision, group: Group, measure: Measure) -> dict[str, object]:
    """Returns how the table of a group counts live while somebody picks outcomes. The number that took part does not
    change meanwhile, so that it is no count of what is picked."""
    rule, ladder = measure.quota, decision.campaign.programme.ladder
    counted, used = based_on(rule, ladder), limited(rule, ladder)
    given_base = sum(group.given[outcome] for outcome in counted)
    if UNDECIDED in counted:
        counted, given_base = (), measure.room.base
    small = rule.small if rule.small and _part(group) < rule.small.fewer_than else None
    is_raised = measure in group.raised
    return {
        "pct": rule.exceptional_pct if is_raised else rule.pct,
        "rounding": str(rule.rounding or ""),
        "least": rule.at_least or 0,
        "most": small.at_most if small else "" if rule.count is None else rule.count,
        "of": " ".join(used),
        "counted": " ".join(counted),
        "grows": enters_base(rule, ladder),
        "given-base": given_base,
        "given-used": sum(group.given[outcome] for outcome in used),
    }


def _part(group: Group) -> int:
    return len(group.lines) + sum(group.given.values())
