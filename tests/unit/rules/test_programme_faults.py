"""Every mistake in a programme file is reported in one sentence with file, line and column, never as a traceback."""

import shutil
from pathlib import Path

import pytest

from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.reading.tree import MAX_NODES, Budget, parsed
from tests.unit.rules import programme_mistakes, section_mistakes

PROGRAMMES = Path("config/programmes")
MISTAKES = [
    (name, *mistake)
    for table in (programme_mistakes.MISTAKES, section_mistakes.MISTAKES)
    for name, mistakes in table.items()
    for mistake in mistakes
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in PROGRAMMES.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def place_of(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


@pytest.mark.parametrize(("name", "old", "new", "code", "at"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_column(
    folder: Path, name: str, old: str, new: str, code: str, at: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    (folder / name).write_text(changed, encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(folder / name)

    faults = [(fault.code, fault.file, (fault.line, fault.column)) for fault in caught.value.findings]
    assert (code, str(folder / name), place_of(changed, at)) in faults
    assert all(fault.sentence for fault in caught.value.findings)


def test_more_than_a_hundred_and_fifty_mistakes_are_tried() -> None:
    assert len(MISTAKES) > 150
    assert len({code for _name, _old, _new, code, _at in MISTAKES}) > 45


def test_a_fault_in_the_regime_is_reported_in_the_file_of_the_regime(folder: Path) -> None:
    regime = folder / "r2019.yaml"
    regime.write_text(regime.read_text(encoding="utf-8").replace("streak: 5", "streak: five"), encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(folder / "demo-giong-rieng-r2019.yaml")

    assert [fault.file for fault in caught.value.findings] == [str(regime)]


def test_all_faults_are_found_at_once_and_in_the_order_of_the_file(folder: Path) -> None:
    file = folder / "r2019.yaml"
    text = file.read_text(encoding="utf-8").replace("streak: 5", "streak: 0").replace("kind: rating", "kind: rate", 1)
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(file)

    assert [fault.path for fault in caught.value.findings] == ["/kind", "/awards/F/streak"]
    assert str(caught.value).startswith(f"{file}:8:7 /kind: “rate” không thuộc các giá trị được dùng:")


def test_levels_out_of_order_and_thresholds_out_of_order_are_faults(folder: Path) -> None:
    file = folder / "r2025.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("min_points: 70", "min_points: 45"), encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(file)

    (fault,) = caught.value.findings
    assert fault.code == "thresholds_order"
    assert fault.sentence == "Mức “COMPLETED” từ 50 điểm, không thấp hơn mức đứng trước (45)."


def test_points_must_add_up_to_the_total_once_all_are_given(folder: Path) -> None:
    file = folder / "demo-four-good.yaml"
    text = file.read_text(encoding="utf-8").replace("points: {value: 25,", "points: {value: 24.5,", 1)
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(file)

    assert [fault.sentence for fault in caught.value.findings] == [
        "Điểm các tiêu chí cộng lại là 99,5, tổng điểm ghi 100."
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"# only a comment\n", "empty"),
        (b"- a\n- list\n", "not_mapping"),
        (b"text", "not_mapping"),
        (b"key: \xff\xfe\n", "not_utf8"),
        ("key: Giồng".encode("utf-16"), "not_utf8"),
        (b"%YAML 1.1\n---\nkey: no\n", "yaml_version"),
        (b"[" * 5000, "too_deep"),
        (b"a: {" * 5000, "too_deep"),
        (b"a: &a [x, x]\nb: [*a, *a]\n", "alias"),
        (b"<<: {key: x}\n", "unknown"),
        (b"key: " + b"x" * 300_000, "file_large"),
        (b"\x89PNG\r\n\x1a\n", "not_utf8"),
    ],
)
def test_a_file_that_is_no_programme_is_refused_in_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)

    with pytest.raises(ProgrammeError) as caught:
        load(file)

    assert code in {fault.code for fault in caught.value.findings}


@pytest.mark.parametrize(("name", "code"), [("missing.yaml", "file_missing"), (".", "file_directory")])
def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(ProgrammeError) as caught:
        load(tmp_path / name)

    assert [fault.code for fault in caught.value.findings] == [code]


def test_two_programmes_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("key: one\nextends: two\n", encoding="utf-8")
    (tmp_path / "two.yaml").write_text("key: two\nextends: one\n", encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(tmp_path / "one.yaml")

    assert caught.value.findings[0].sentence == "Các bộ tiêu chí kế thừa vòng tròn: one → two → one."


def test_a_file_with_more_values_than_any_table_is_refused_at_the_place_where_the_reading_stops() -> None:
    with pytest.raises(ProgrammeError) as caught:
        parsed(b"key: mau\nz: [1, 1, 1, 1, 1]\n", "x.yaml", Budget(left=9))

    [fault] = caught.value.findings
    assert (fault.code, fault.place.line, fault.place.column) == ("too_many", 2, 11)


def test_every_shipped_file_stays_far_below_what_may_be_read() -> None:
    for file in PROGRAMMES.glob("*.yaml"):
        budget = Budget()
        parsed(file.read_bytes(), file.name, budget)
        assert MAX_NODES - budget.left < MAX_NODES / 10


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('title: "abc\nkey: x\n', "syntax_quote"),
        ("title\nkey x\n", "not_mapping"),
        ("title: x\n  key: y\n z: 1\n", "syntax_colon"),
        ("- a\nkey: x\n", "syntax_indent"),
    ],
)
def test_a_trap_of_yaml_is_told_in_words_that_say_what_to_type(text: str, code: str) -> None:
    with pytest.raises(ProgrammeError) as caught:
        parsed(text.encode(), "own.yaml")

    assert [fault.code for fault in caught.value.findings] == [code]
    assert "YAML:" not in caught.value.findings[0].sentence
