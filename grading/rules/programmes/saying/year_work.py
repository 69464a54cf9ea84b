"""Section `year_work` in words: the places that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator, Mapping

from grading.rules.programmes.parts.year_work import AttendanceBase, Derived, MeetingClass, YearClass, YearWork
from grading.rules.programmes.saying.issuer_place import IssuerPlace
from grading.rules.programmes.saying.issuer_place import issuer_place as _place
from grading.rules.programmes.saying.printed import UNSAID, number

_CLASSES = {
    MeetingClass.good: ("Tốt", "Good"),
    MeetingClass.fair: ("Khá", "Fair"),
    MeetingClass.average: ("Trung bình", "Average"),
    MeetingClass.weak: ("Kém", "Weak"),
}
_BASES = {
    AttendanceBase.due: "số đảng viên phải dự, kể cả người vắng có lý do",
    AttendanceBase.due_without_excused: "số đảng viên phải dự, trừ người vắng có lý do",
}
DERIVED: Mapping[Derived, str] = {
    Derived.meetings_held: "số kỳ sinh hoạt thường kỳ đã họp",
    Derived.meetings_good: "số kỳ sinh hoạt xếp loại Tốt",
    Derived.meetings_fair_or_better_pct: "tỷ lệ kỳ sinh hoạt từ loại Khá trở lên",
    Derived.attendance_pct: "tỷ lệ đảng viên dự sinh hoạt",
    Derived.thematic_held: "số quý có sinh hoạt chuyên đề",
    Derived.deeds_done: "số việc tốt",
    Derived.follow_up_groups: "số tổ, nhóm theo dõi, giúp đỡ",
    Derived.members_followed: "số đảng viên được theo dõi, giúp đỡ",
}


def year_work_places(work: YearWork | None) -> Iterator[IssuerPlace]:
    """Yields the places that the issuer fills in; a campaign cannot open while one of them is null."""
    if work is None:
        return
    meetings = ("số kỳ sinh hoạt thường kỳ trong năm", "regular meetings a year")
    yield _place("/year_work/meetings_a_year", *meetings, work.meetings_a_year)
    for part in work.parts:
        words = (f"điểm tối đa của phần “{part.name.vi}”", f"the maximum points of “{part.name.en}”")
        yield _place(f"/year_work/parts/{part.key}/points", *words, part.max_points)
    for rule in work.year_classes:
        yield from _class_places(rule)
    thematic = ("số kỳ sinh hoạt chuyên đề mỗi quý", "thematic meetings a quarter")
    yield _place("/year_work/thematic_a_quarter", *thematic, work.thematic_a_quarter)
    yield _place("/year_work/deeds", "có ghi số việc tốt hằng tháng hay không", "whether deeds are counted", work.deeds)
    groups = ("có ghi số tổ, nhóm theo dõi hay không", "whether follow-up groups are counted")
    yield _place("/year_work/follow_up", *groups, work.follow_up)


def _class_places(rule: YearClass) -> Iterator[IssuerPlace]:
    path, (vi, en) = f"/year_work/year_classes/{rule.code}", _CLASSES[rule.code]
    counted = (f"loại được đếm để xếp cả năm loại {vi}", f"the class that is counted for a year classed {en}")
    yield _place(f"{path}/counted_class", *counted, rule.counted_class)
    least = (f"số kỳ tối thiểu của loại đó để xếp cả năm loại {vi}", f"how many such meetings make a year {en}")
    yield _place(f"{path}/counted_min", *least, rule.counted_min)


def year_work_lines(work: YearWork | None) -> Iterator[str]:
    """Yields the lines about the work that a cell records through the year, in Vietnamese."""
    if work is None:
        return
    yield f"Công việc trong năm ({work.source})"
    yield f"    Sinh hoạt thường kỳ: {_count(work.meetings_a_year)} kỳ một năm"
    yield f"    Phiếu chấm một kỳ (tổng {number(work.max_points)} điểm)"
    yield from (f"      {part.name.vi}: tối đa {number(part.max_points)}" for part in work.parts)
    bands = "; ".join(f"{_CLASSES[band.code][0]} từ {number(band.min_points)} điểm" for band in work.classes)
    yield f"    Xếp loại một kỳ: {bands}"
    yield from (f"    Xếp loại cả năm {_year_class(rule)} ({rule.source})" for rule in work.year_classes)
    yield f"    Tỷ lệ dự sinh hoạt tính trên {_BASES[work.attendance_base]}"
    yield f"    Sinh hoạt chuyên đề: {_count(work.thematic_a_quarter)} kỳ một quý"
    yield f"    Ghi số việc tốt: {_said(work.deeds)}; ghi số tổ, nhóm theo dõi: {_said(work.follow_up)}"
    if work.joins_predecessors is not None:
        yield f"    Tính các tháng của tổ chức trước khi sáp nhập: {_said(work.joins_predecessors)}"
    yield from (f"    Vào số liệu {metric}: {DERIVED[Derived(name)]}" for name, metric in work.figures.items())


def _year_class(rule: YearClass) -> str:
    every = f"mọi kỳ từ loại {_CLASSES[rule.every_at_least][0]} trở lên"
    if rule.counted_class is None or rule.counted_min is None:
        return f"{_CLASSES[rule.code][0]}: {every}; thêm: {UNSAID}"
    return f"{_CLASSES[rule.code][0]}: {every}; ít nhất {rule.counted_min} kỳ từ loại {_CLASSES[rule.counted_class][0]}"


def _count(value: int | None) -> str:
    return UNSAID if value is None else str(value)


def _said(value: bool | None) -> str:
    return UNSAID if value is None else "có" if value else "không"
