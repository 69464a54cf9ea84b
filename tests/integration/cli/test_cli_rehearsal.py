"""The command `rehearse` as a person types it: its output, its exit code, and that it changes nothing."""

import pytest

from grading.models import Move, Result
from grading.rules.levels import Level
from grading.rules.programmes.reading.loading import load
from tests.integration.cli.place import DEMO, SHIPPED

STRICTER = """\
extends: demo-giong-rieng-r2019
key: stricter
title: {vi: Bộ tiêu chí chặt hơn, en: A stricter programme}
levels:
  - code: EXCELLENT
    conditions:
      - key: excellent_good_members
        value: {value: 95, source: Dự thảo}
"""


@pytest.fixture
def closed(played):
    assert played.run("close-campaign", "rating", "--yes").exit_code == 0
    return played


@pytest.fixture
def draft(closed):
    """A draft programme in the same directory as the programmes it extends."""
    for name in ("r2019.yaml", "demo-giong-rieng-r2019.yaml"):
        closed.write(name, (SHIPPED / name).read_bytes())
    return closed.write("stricter.yaml", STRICTER.replace("excellent_good_members", condition()))


def condition() -> str:
    """Returns the key of the first condition of level EXCELLENT that asks for a share."""
    return next(rule.key for rule in load(DEMO).outcome(Level.EXCELLENT).conditions if rule.value)


def test_the_units_that_would_change_are_listed_with_the_reason_and_the_totals(closed, draft):
    counts_before = closed.count(Move), closed.count(Result)

    result = closed.run("rehearse", "rating", draft)

    assert result.exit_code == 0
    assert "Chi bộ 01 xã Mẫu A" in result.stdout
    assert "Số đơn vị đã quyết định: 1." in result.stdout
    assert "Chưa có quyết định xếp loại: Chi bộ 02 xã Mẫu A" in result.stdout
    assert (closed.count(Move), closed.count(Result)) == counts_before


def test_units_whose_level_stays_can_be_left_out(closed):
    all_units, changes_only = (closed.run("rehearse", "rating", DEMO, *more) for more in ((), ("--changes-only",)))

    assert (all_units.exit_code, changes_only.exit_code) == (0, 0)
    assert "│ Chi bộ 01 xã Mẫu A" in all_units.stdout
    assert "│" not in changes_only.stdout
    assert "Giữ nguyên: 1" in changes_only.stdout


def test_rules_that_the_programme_leaves_open_are_named(closed):
    result = closed.run("rehearse", "rating", SHIPPED / "r2019.yaml")

    assert result.exit_code == 0
    assert "Bộ tiêu chí chạy thử còn chưa quy định: " in result.stdout


@pytest.mark.parametrize(
    ("campaign", "programme", "said"),
    [
        ("khong-co", DEMO, "Không có đợt đánh giá nào mang mã “khong-co”."),
        ("rating", SHIPPED / "demo-four-good.yaml", "không cùng loại với đợt đánh giá"),
        ("rating", SHIPPED / "missing.yaml", "missing.yaml:1:1 /: Không có tệp này."),
    ],
)
def test_a_campaign_or_programme_that_cannot_be_rehearsed_is_refused_with_a_sentence(closed, campaign, programme, said):
    result = closed.run("rehearse", campaign, programme)

    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_a_campaign_that_is_not_finished_is_refused(played):
    result = played.run("rehearse", "rating", DEMO)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "Chưa chạy thử được: đợt rating còn 7 hồ sơ chưa kết thúc." in result.stderr


def test_a_mistake_in_the_file_is_reported_with_line_and_column(closed, draft):
    draft.write_text(draft.read_text(encoding="utf-8").replace("value: 95", "value: nhiều"), encoding="utf-8")

    result = closed.run("rehearse", "rating", draft)

    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{draft}:8:24 " in result.stderr
