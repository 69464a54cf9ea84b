"""The content of the project's programme files; a stored copy has the same content."""

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from grading.rules.levels import RATINGS, Grade, Level
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from grading.rules.programmes.saying.places import assumptions, blanks
from tests.shipped import missing
from tests.unit.rules.test_programme_damage import folder  # noqa: F401

FILES = sorted(Path("config/programmes").glob("*.yaml"))
EVERY = [*FILES, *sorted(Path("tests/programmes").glob("*.yaml"))]
"""With those that have what no file of the project has."""


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.stem)
def test_a_programme_comes_back_equal_from_its_stored_copy(folder: Path, file: Path) -> None:  # noqa: F811
    programme = load(Path(shutil.copy(file, folder)))

    copy = Programme.from_json(programme.to_json())

    assert copy == programme
    assert copy.digest == programme.digest


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_named_by_its_key_and_its_text_is_nfc(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    programme = load(file)

    assert programme.key == file.stem
    assert unicodedata.is_normalized("NFC", text)


def test_the_stored_copy_is_canonical(rating: Programme) -> None:
    text = rating.to_json()

    canonical = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert text == canonical


def test_a_changed_threshold_changes_the_digest(tmp_path: Path, four_good: Programme) -> None:
    for name in ("four-good.yaml", "demo-four-good.yaml"):
        (tmp_path / name).write_bytes((FILES[0].parent / name).read_bytes())
    file = tmp_path / "demo-four-good.yaml"
    same, file_text = load(file), file.read_text(encoding="utf-8")
    file.write_text(file_text.replace("{value: 80,", "{value: 79,"), encoding="utf-8")

    other = load(file)

    assert same.digest == four_good.digest
    assert other.digest != four_good.digest


@pytest.mark.parametrize("text", ["[]", "{}", '{"key": "x"}', "null"])
def test_a_text_that_is_not_a_programme_is_not_a_stored_copy(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Programme.from_json(text)


def test_the_sheet_of_2019_has_seven_criteria_in_three_groups(regime: Programme) -> None:
    numbers = [criterion.number for criterion in regime.criteria]

    assert numbers == ["I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "III"]
    assert [group.text.vi for group in regime.groups] == [
        "Xây dựng Đảng, xây dựng hệ thống chính trị",
        "Thực hiện nhiệm vụ được giao",
        "Kết quả khắc phục những hạn chế, yếu kém đã được chỉ ra",
    ]
    assert [level.key for level in regime.outcomes] == list(RATINGS)


def test_a_value_that_no_source_confirms_is_null_in_the_regime_and_listed(regime: Programme) -> None:
    assert missing(regime) == (
        "/evidence/min",
        "/outcomes/NOT_COMPLETED/vetoes_complete",
        "/quota/pct",
        "/quota/base",
        "/quota/group_by",
        "/quota/rounding",
        "/quota/min_one",
        "/assessments/min",
        "/awards/F/streak_base",
        "/awards/F/merger_breaks",
        "/paper/give",
        "/paper/register_line",
        "/paper/place",
        "/paper/formula/committee_grassroots",
    )
    assert blanks(regime)[2].words.vi == "tỷ lệ tối đa của mức “Hoàn thành xuất sắc nhiệm vụ”"
    assert assumptions(regime) == ()


def test_half_of_the_points_of_the_four_goods_and_every_threshold_are_null() -> None:
    programme = load(Path("config/programmes/four-good.yaml"))

    points = {criterion.key: criterion.max_points for criterion in programme.criteria}

    assert points == {
        "political_tasks": 3000,
        "meeting_quality": 2000,
        "unity_discipline": None,
        "cadres_members": None,
    }
    assert {
        "/outcomes/recognised/min_points",
        "/outcomes/recognised/min_each",
        "/outcomes/recognised/requires_rating_at_least",
    } <= set(missing(programme))


@pytest.mark.parametrize("name", ["demo-giong-rieng-r2019", "demo-four-good"])
def test_a_programme_of_the_demo_lacks_nothing_and_assumes_every_value_that_it_fills(name: str) -> None:
    programme = load(Path(f"config/programmes/{name}.yaml"))

    assert missing(programme) == ()
    assert len(assumptions(programme)) == len(programme.filled)
    assert all(assumption.why and not assumption.words.vi.startswith("/") for assumption in assumptions(programme))


def test_the_demo_allows_a_fifth_of_good_or_better_in_each_commune(rating: Programme) -> None:
    (quota,) = rating.quotas

    assert (quota.of, quota.pct, quota.base, quota.group_by, quota.rounding) == (
        Level.EXCELLENT,
        2000,
        "good_or_better",
        ("parent",),
        "floor",
    )


def test_one_criterion_of_the_demo_requires_evidence(rating: Programme) -> None:
    evidence_needed = {
        criterion.number: criterion.evidence_min for criterion in rating.criteria if criterion.evidence_min
    }

    assert evidence_needed == {"I.4": 1}


def test_a_cell_is_asked_for_its_members_and_their_results(rating: Programme) -> None:
    assert [metric.key for metric in rating.asked] == [
        "members_official",
        "members_probationary",
        "members_rated",
        "members_excellent",
        "members_good",
        "members_completed",
        "members_not_completed",
    ]


def test_results_of_members_that_do_not_add_up_are_named_with_both_numbers(rating: Programme) -> None:
    results = {"members_rated": 1700, "members_excellent": 300, "members_good": 1200, "members_completed": 100}

    (reason,) = rating.asked_faults({**results, "members_not_completed": 0})

    assert (reason.code, dict(reason.params)) == ("members_sum", {"sum": 1600, "rated": 1700})
    assert rating.asked_faults({**results, "members_not_completed": 100}) == ()
    assert rating.asked_faults(results) == ()


def test_every_figure_of_the_source_has_its_metric(
    rating: Programme, reported: dict[tuple[str, int], dict[str, int]]
) -> None:
    metrics = {metric.key for metric in rating.metrics}

    used = {metric for figures in reported.values() for metric in figures}

    assert used <= metrics


def test_a_programme_is_for_its_years_only(rating: Programme, four_good: Programme) -> None:
    assert [year for year in range(2017, 2025) if rating.is_for(year)] == [2021, 2022]
    assert four_good.is_for(2030)
    assert not four_good.is_for(2021)


def test_a_title_is_voted_for_or_against(four_good: Programme, rating: Programme) -> None:
    assert four_good.ballot_options == ("for", "against")
    assert rating.ballot_options == ("EXCELLENT", "GOOD", "COMPLETED", "NOT_COMPLETED")


def test_an_unknown_key_is_an_error(rating: Programme) -> None:
    with pytest.raises(KeyError):
        rating.criterion("I.9")


def test_a_programme_is_described_in_vietnamese(rating: Programme) -> None:
    lines = describe(rating).splitlines()

    assert "    I.4. Công tác kiểm tra, giám sát, kỷ luật đảng (bốn cấp độ; ít nhất 1 minh chứng)" in lines
    assert any(line.endswith("20%, tính trên số tổ chức từ mức tốt trở lên; làm tròn xuống") for line in lines)
    assert "Giả định, chưa có căn cứ" in lines


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.stem)
def test_every_programme_can_be_described(folder: Path, file: Path) -> None:  # noqa: F811
    programme = load(Path(shutil.copy(file, folder)))

    text = describe(programme)

    assert programme.title.vi in text
    assert all(blank.path in text for blank in blanks(programme))


def test_levels_and_grades_are_ordered() -> None:
    assert Level.EXCELLENT.at_least(Level.GOOD)
    assert not Level.COMPLETED.at_least(Level.GOOD)
    assert not Level.NOT_RATED.at_least(Level.NOT_COMPLETED)
    assert [level for level in Level if level.good_or_better] == [Level.EXCELLENT, Level.GOOD]
    assert Grade.good.at_least(Grade.average)
    assert Grade.poor.at_most(Grade.poor)
    assert not Grade.average.at_most(Grade.poor)
