"""The papers that a cell prints and signs: their facts, read from a dossier. They are always in Vietnamese."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum, auto

from sqlalchemy.orm import Session

from grading import text
from grading.actors import Actor
from grading.documents import papers
from grading.documents.papers import BallotCount, NamedCount, PaperCriterion, PaperFacts, PaperGroup
from grading.documents.phrases import BLANK
from grading.models import Ballot, Dossier, Score, UnitPeriod
from grading.rules import ballots
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.ballot import USUAL
from grading.rules.programmes.parts.criteria import Criterion, Scale
from grading.rules.programmes.parts.figures import ConsistencyKind
from grading.rules.programmes.saying.ballot import VOTERS, needed_share
from grading.services.dossiers import dossiers, history, noting, revisions, title_papers
from grading.services.dossiers.answers import asked_values, own_layer
from grading.services.dossiers.paper_points import paper_points
from grading.services.ground.errors import not_now
from grading.services.units.units import names_on
from workflows import BallotOutcome, Kind


class PaperKind(StrEnum):
    """The kinds of papers, by the word in the address: the report, the minutes of the count, and an extract of the
    minutes that has only the counts."""

    report = auto()
    ballot = auto()
    minutes = auto()


_PRINT: Mapping[PaperKind, Callable[[PaperFacts], bytes]] = {
    PaperKind.report: papers.report,
    PaperKind.ballot: papers.minutes,
    PaperKind.minutes: papers.extract,
}
_GRADES: Mapping[Grade, str] = {
    Grade.excellent: "Xuất sắc",
    Grade.good: "Tốt",
    Grade.average: "Trung bình",
    Grade.poor: "Kém",
}
_SIDES: Mapping[str, str] = {"for": "Tán thành", "against": "Không tán thành"}
_R2018 = "Quy định số 132-QĐ/TW, ngày 08/3/2018 của Bộ Chính trị"
_BASES: Mapping[int, str] = {
    2018: _R2018,
    2019: f"{_R2018}, Hướng dẫn số 21-HD/BTCTW, ngày 18/10/2019 của Ban Tổ chức Trung ương",
    2023: "Quy định số 124-QĐ/TW, ngày 04/10/2023 của Bộ Chính trị, "
    "Hướng dẫn số 25-HD/BTCTW, ngày 10/11/2023 của Ban Tổ chức Trung ương",
    2025: "Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị, "
    "Hướng dẫn số 43-HD/BTCTW, ngày 31/10/2025 của Ban Tổ chức Trung ương",
}
"""The rules that a rating applies, by the first year that was graded under them."""


FEWEST_WITH_A_COMMITTEE = 9
"""From so many full members a cell elects its own committee, the chi ủy (Điều lệ Đảng, Điều 24)."""
_FIGURE = "members_official"
_OF_A_COMMITTEE = {"organisation": "đảng bộ", "body": "đảng ủy", "symbol": "ĐU", "formula": "T/M ĐẢNG ỦY"}
"""The words of a committee's paper that differ from those of a cell's paper."""
_OF_A_SMALL_CELL = {"formula": "T/M CHI BỘ"}
"""A cell without a committee signs in its own name."""


def print_paper(session: Session, actor: Actor, dossier: Dossier, kind: PaperKind) -> bytes:
    """Returns one paper as PDF.

    Raises:
        WorkflowError: when the table does not let this account print the dossier's papers.
        NotNow: ballot_missing, for a paper about a ballot that was not entered.
        PdfError: with the packages that are missing when nothing can be printed on this machine (PdfUnavailable).
    """
    dossiers.require(session, actor, dossier, "print_papers")
    if kind is not PaperKind.report and not dossier.ballots:
        raise not_now("ballot_missing")
    return _PRINT[kind](paper_facts(session, dossier))


def paper_facts(session: Session, dossier: Dossier) -> PaperFacts:
    """Returns everything that the three papers print; day, number and signature stay blank for handwriting."""
    campaign, programme = dossier.campaign, dossier.programme
    names = names_on(session, [dossier.unit_id, dossier.review_unit_id], campaign.as_of)
    commune = names[dossier.review_unit_id]
    own = own_layer(dossier)
    outcome = own.outcome if own else None
    title = programme.recognition.title.vi if programme.recognition else None
    is_title = campaign.kind is Kind.recognition
    number, digest = _trace(session, dossier)
    arrival = noting.Arrival() if campaign.is_decided else noting.arrival_of(session, dossier)
    level = outcome or arrival.level
    values = asked_values(session, dossier)
    return PaperFacts(
        **_wording(names[dossier.unit_id], dossier, values),
        superior_org=commune.org_name,
        unit_name=names[dossier.unit_id].org_name,
        place=_place(commune.org_name),
        date=None,
        year=campaign.year,
        period=campaign.period.words(),
        groups=tuple(_groups(session, dossier)),
        members=tuple(_members(programme, values)),
        ballots=tuple(_ballot(programme, ballot) for ballot in dossier.ballots),
        level=_option(programme, level) if level and not is_title else None,
        model=title if is_title else None,
        demands=tuple(title_papers.demands_of(session, dossier)) if is_title else (),
        total=_out_of(arrival.points, arrival.points_total) or paper_points(session, dossier).total,
        is_noted=not campaign.is_decided,
        points=any(criterion.scale is Scale.points for criterion in programme.criteria),
        addressee=commune.committee_name,
        basis="" if is_title else _basis(campaign.year),
        revision=number,
        digest=digest,
        mark="demo" if campaign.demo else None,
    )


def _wording(unit: UnitPeriod, dossier: Dossier, values: Mapping[str, int]) -> dict[str, str]:
    """Returns the words that differ from those of a cell with a committee. The number of full members is the reported
    one, or else that of the last ballot."""
    if not unit.kind.is_cell:
        return _OF_A_COMMITTEE
    official = values[_FIGURE] // 100 if _FIGURE in values else None
    if official is None and dossier.ballots:
        official = dossier.ballots[-1].official
    return _OF_A_SMALL_CELL if official is not None and official < FEWEST_WITH_A_COMMITTEE else {}


def _trace(session: Session, dossier: Dossier) -> tuple[int, str]:
    """Returns number and digest of the revision that was handed over. For a draft, it returns those that handing over
    now would give."""
    sent = history.receipt(dossier)
    if sent and sent.revision:
        return sent.revision.number, sent.revision.digest
    return revisions.trace(session, dossier)


def _place(org_name: str) -> str:
    """Returns the place in a name: Đảng bộ xã Hoà Thuận → Hoà Thuận. Blank for handwriting if the name has no place."""
    match = re.fullmatch(r"Đảng bộ (?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố) (.+)", org_name)
    return match.group(1) if match else BLANK


def _groups(session: Session, dossier: Dossier) -> Iterator[PaperGroup]:
    own, counted = own_layer(dossier), paper_points(session, dossier)
    for group in dossier.programme.groups:
        rows = [(criterion, own.score(criterion.key) if own else None) for criterion in group.criteria]
        yield PaperGroup(
            number=group.number,
            text=group.text.vi,
            total=counted.groups.get(group.key, ""),
            criteria=tuple(
                PaperCriterion(
                    number=criterion.number,
                    text=criterion.text.vi,
                    standing=_standing(criterion, score, counted.points.get(criterion.key))
                    or ("Không áp dụng" if criterion.key in counted.waived else ""),
                    working=counted.workings.get(criterion.key, ""),
                    result=score.words if score else "",
                )
                for criterion, score in rows
            ),
        )


def _standing(criterion: Criterion, score: Score | None, points: int | None) -> str:
    if score is not None and score.grade is not None:
        return _GRADES[score.grade]
    return _out_of(points, criterion.max_points)


def _out_of(points: int | None, most: int | None) -> str:
    """Returns points in words: 93,5/100, or without the most where there is none; empty without points."""
    if points is None:
        return ""
    return text.hundredths(points) if not most or points < 0 else f"{text.hundredths(points)}/{text.hundredths(most)}"


def _members(programme: Programme, values: Mapping[str, int]) -> Iterator[NamedCount]:
    """Yields members by level: the addends of the sum against which the programme checks its asked counts."""
    for rule in programme.consistency:
        if rule.kind is not ConsistencyKind.parts or not {rule.metric, *rule.operands} <= values.keys():
            continue
        for key in rule.operands:
            name = programme.metric(key).name.vi.removeprefix("Đảng viên ")
            yield NamedCount(name=name[:1].upper() + name[1:], count=values[key] // 100)


def _ballot(programme: Programme, ballot: Ballot) -> BallotCount:
    counts = ballots.Counts.of(ballot)
    rule = programme.ballot or USUAL
    standing = ballots.standing(rule, ballot.round, counts, dict(ballot.votes))
    passed = standing.outcome is BallotOutcome.passed
    return BallotCount(
        round=ballot.round,
        held_on=ballot.held_on,
        official=counts.official,
        eligible=counts.eligible,
        present=counts.present,
        issued=counts.issued,
        returned=counts.returned,
        valid=counts.valid,
        invalid=counts.invalid,
        votes=tuple(NamedCount(name=_option(programme, option), count=n) for option, n in ballot.votes.items()),
        chosen=_option(programme, standing.level) if passed else None,
        whole=standing.whole,
        whole_words=VOTERS[rule.needed_for(standing.level).of],
        needed_words=needed_share(rule.needed_for(standing.level)),
        too_few=standing.quorum if standing.outcome is BallotOutcome.no_quorum else None,
    )


def _option(programme: Programme, option: str) -> str:
    if option in _SIDES:
        return _SIDES[option]
    return programme.outcome(option).name.vi


def _basis(year: int) -> str:
    first = max((start for start in _BASES if start <= year), default=None)
    return _BASES[first] if first else ""
