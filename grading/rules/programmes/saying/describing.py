"""Describes a whole programme in Vietnamese."""

from collections.abc import Iterator

from grading.rules.periods import KINDS_OF_PERIODS
from grading.rules.programme import Programme
from grading.rules.programmes.saying.awards import award_lines
from grading.rules.programmes.saying.ballot import ballot_lines
from grading.rules.programmes.saying.criteria import criteria_lines
from grading.rules.programmes.saying.examples import example_lines
from grading.rules.programmes.saying.figures import figure_lines
from grading.rules.programmes.saying.members import members_lines
from grading.rules.programmes.saying.organisations import scope_lines
from grading.rules.programmes.saying.outcomes import level_lines, title_lines
from grading.rules.programmes.saying.paper import paper_lines
from grading.rules.programmes.saying.places import assumptions, blanks
from grading.rules.programmes.saying.plan import plan_lines
from grading.rules.programmes.saying.printed import UNSAID
from grading.rules.programmes.saying.quota import quota_lines
from grading.rules.programmes.saying.registration import registration_lines
from grading.rules.programmes.saying.year_work import year_work_lines
from workflows import Kind

_KINDS = {Kind.rating: "xếp loại chất lượng", Kind.recognition: "công nhận mô hình"}


def describe(programme: Programme) -> str:
    """Returns the whole programme as plain lines; the missing and the assumed values come at the end."""
    return "\n".join(
        [
            *_head(programme),
            *criteria_lines(programme),
            *figure_lines(programme),
            *members_lines(programme),
            *level_lines(programme),
            *_votes(programme),
            *award_lines(programme),
            *paper_lines(programme),
            *title_lines(programme),
            *registration_lines(programme.registration),
            *plan_lines(programme.plan),
            *year_work_lines(programme.year_work),
            *example_lines(programme),
            *_open(programme),
        ]
    )


def _head(programme: Programme) -> Iterator[str]:
    first, last = programme.years
    yield programme.title.vi
    yield f"  Mã: {programme.key}" + (f", dựa trên {programme.extends}" if programme.extends else "")
    yield f"  Loại: {_KINDS[programme.kind]}; năm {first}" + (f" - {last}" if last else " trở đi")
    if programme.model:
        yield f"  Mô hình: {programme.model}"
    if not programme.rates_years:
        kind = KINDS_OF_PERIODS[programme.period]
        yield f"  Đánh giá theo {kind}: chi bộ gửi hồ sơ tự đánh giá, cấp ủy cấp trên ghi nhận"
    if programme.basis:
        yield f"  Kết quả từng {KINDS_OF_PERIODS[programme.basis]} đã ghi nhận làm căn cứ xếp loại cả năm"
    yield from scope_lines(programme)
    yield from (f"  Căn cứ: {source}" for source in programme.sources)


def _votes(programme: Programme) -> Iterator[str]:
    yield from quota_lines(programme)
    yield from ballot_lines(programme)
    minimum = programme.assessments_min
    if not programme.rates_years:
        return
    yield f"Thẩm định: {UNSAID}" if minimum is None else f"Thẩm định: ít nhất {minimum} thành viên đánh giá"


def _open(programme: Programme) -> Iterator[str]:
    if open_places := blanks(programme):
        yield "Chưa quy định (chưa mở được đợt đánh giá)"
    yield from (f"    - {blank.words.vi} ({blank.path})" for blank in open_places)
    if assumed := assumptions(programme):
        yield "Giả định, chưa có căn cứ"
    yield from (f"    - {each.words.vi}: {each.shown.vi}. {each.why}" for each in assumed)
