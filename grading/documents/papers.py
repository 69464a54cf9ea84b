"""The papers that a cell prints, signs and sends: report, minutes of the ballot count, extract with counts only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from grading.documents import pdf
from grading.documents.commendation import MARKS
from grading.documents.phrases import BLANK, long_date, place_date
from grading.documents.typesetting import boxed, fill, plain
from grading.rules.frozen.facts import Mark

STYLE = "papers/papers.css"
FONT = "Tinos-Regular"


@dataclass(frozen=True, kw_only=True)
class PaperCriterion:
    number: str
    text: str
    standing: str
    """The grade or the points in words: Tốt, or 27,5/30. Empty while the criterion has neither."""
    working: str = ""
    """How figures come to the points; empty where somebody judged."""
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperGroup:
    """A group of criteria. `total` is what the group counts, where that is more than the sum of its criteria says."""

    number: str
    text: str
    criteria: tuple[PaperCriterion, ...]
    total: str = ""


@dataclass(frozen=True, kw_only=True)
class NamedCount:
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class PaperDemand:
    """One condition of a title: what is asked, what the cell has, and whether that is enough."""

    asked: str
    found: str
    standing: str


@dataclass(frozen=True, kw_only=True)
class BallotCount:
    """One round of the secret ballot, in counts."""

    round: int = 1
    held_on: date | None
    official: int
    eligible: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int
    votes: tuple[NamedCount, ...]
    chosen: str | None
    """The option with the votes that it needs, or None."""
    whole: int
    whole_words: str = "số đảng viên được triệu tập"
    """The whole of which the votes are a share, as a number and in words."""
    needed_words: str = "quá một nửa số đảng viên được triệu tập"
    """The votes that the option with the most votes needed."""
    too_few: int | None = None
    """The members who had to be present, where fewer were, so that the round counts for nothing."""

    @property
    def votes_for_chosen(self) -> int:
        return sum(vote.count for vote in self.votes if vote.name == self.chosen)


@dataclass(frozen=True, kw_only=True)
class PaperFacts:
    """Everything that the three papers print. A value that is None or empty is left blank to fill in by hand, or is
    left out."""

    superior_org: str
    unit_name: str
    place: str
    date: date | None
    year: int
    period: str = ""
    """The period in words, for the middle of a sentence; empty for a whole year."""
    groups: tuple[PaperGroup, ...]
    members: tuple[NamedCount, ...] = ()
    """The members by level; empty when the programme does not ask for them."""
    ballots: tuple[BallotCount, ...] = ()
    level: str | None
    """The level of the self-rating in words; None for a recognition."""
    model: str | None = None
    """The proposed title, for a recognition instead of a rating."""
    demands: tuple[PaperDemand, ...] = ()
    """The conditions of the title; empty for a rating, and for a title that sets none."""
    points: bool = False
    """True when the standings are points, and false when they are grades."""
    total: str = ""
    """The sum of the points with the most there can be: 93,5/100. Empty for a report that does not state it."""
    is_noted: bool = False
    """True when the committee above only notes what is reported, and decides nothing."""
    addressee: str = ""
    basis: str = ""
    """The rules that the paper is based on: Quy định số …, Hướng dẫn số …"""
    number: str | None = None
    organisation: str = "chi bộ"
    """The word for the unit within a sentence: chi bộ or đảng bộ."""
    body: str = "chi bộ"
    """The body that met and voted: the whole cell, or the executive body of a committee."""
    symbol: str = "CB"
    formula: str = "T/M CHI ỦY"
    office: str = "BÍ THƯ"
    signer_name: str | None = None
    revision: int
    digest: str
    mark: Mark | None = None

    @property
    def period_words(self) -> str:
        return self.period or f"năm {self.year}"


Kind = Literal["report", "minutes", "extract"]

_HEADINGS: Mapping[Kind, tuple[str, str]] = {
    "report": ("BÁO CÁO", "-BC"),
    "minutes": ("BIÊN BẢN", "-BB"),
    "extract": ("TRÍCH BIÊN BẢN", "-BB"),
}


def report(paper: PaperFacts) -> bytes:
    """Prints the report (BÁO CÁO tự đánh giá, xếp loại). Raises PdfError."""
    return _print("report", paper, _task(paper))


def minutes(paper: PaperFacts) -> bytes:
    """Prints the minutes of the ballot count (BIÊN BẢN kiểm phiếu) with all rounds.

    Raises ValueError without a ballot, PdfError when printing fails.
    """
    return _print("minutes", _with_ballot(paper), f"kiểm phiếu biểu quyết {_question(paper)}")


def extract(paper: PaperFacts) -> bytes:
    """Prints the extract (TRÍCH BIÊN BẢN) with the counts of the last round only.

    Raises ValueError without a ballot, PdfError when printing fails.
    """
    held_on = _with_ballot(paper).ballots[-1].held_on
    return _print("extract", paper, f"hội nghị {paper.body} {long_date(held_on)}")


def _task(paper: PaperFacts) -> str:
    if paper.model:
        return f"tự đánh giá, đề nghị công nhận “{paper.model}” {paper.period_words}"
    return f"tự đánh giá, xếp loại chất lượng {paper.organisation} {paper.period_words}"


def _question(paper: PaperFacts) -> str:
    if paper.model:
        return f"đề nghị công nhận “{paper.model}” {paper.period_words}"
    return f"mức xếp loại chất lượng {paper.organisation} {paper.period_words}"


def _with_ballot(paper: PaperFacts) -> PaperFacts:
    if not paper.ballots:
        raise ValueError(f"{paper.unit_name} has no ballot to print")
    return paper


def _print(kind: Kind, paper: PaperFacts, subject: str) -> bytes:
    heading, stem = _HEADINGS[kind]
    html = fill(
        f"papers/{kind}.html",
        paper=paper,
        kind=heading,
        symbol=f"{stem}/{paper.symbol}",
        subject=subject,
        task=_task(paper),
        question=_question(paper),
        held=long_date(paper.ballots[-1].held_on) if paper.ballots else "",
        place_date=place_date(paper.place, paper.date),
        standing="Điểm tự chấm" if paper.points else "Cấp độ thực hiện",
        title=plain(f"{heading} {subject} - {paper.unit_name}"),
        trace=f"Bản số {paper.revision}, mã {paper.digest[:8]}",
        mark_words=MARKS[paper.mark] if paper.mark else "",
        blank=BLANK,
    )
    return pdf.to_pdf(boxed(html, FONT), style=STYLE, identifier=f"{kind} {paper.digest}")
