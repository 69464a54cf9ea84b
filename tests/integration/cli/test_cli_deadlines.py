"""Commands about campaigns: they give a cell more days, close, cancel, record a cell as not rated; what opens none."""

from datetime import timedelta

import pytest

from grading import clock
from grading.cli.place import DEMONSTRATION
from grading.models import Campaign, NotRated
from tests.integration.cli.place import DEMO, OPENING


@pytest.fixture
def opened(with_units):
    assert with_units.run("open-campaign", "--programme", DEMO, *OPENING).exit_code == 0
    return with_units


def test_a_cell_is_given_more_days(opened):
    day = clock.day(clock.now()) + timedelta(days=3)

    result = opened.run("extend", "thu", "HU-A-01", day.isoformat())

    assert result.exit_code == 0
    assert "HU-A-01" in result.stdout
    assert f"{day:%d/%m/%Y}" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("thu", "HU-Z-01", "2030-01-01"), "Đợt mang mã “thu” không có hồ sơ của tổ chức mang mã “HU-Z-01”."),
        (("khong-co", "HU-A-01", "2030-01-01"), "Đợt mang mã “khong-co” không có hồ sơ"),
    ],
)
def test_more_days_for_an_unknown_cell_or_campaign_are_refused(opened, arguments, said):
    result = opened.run("extend", *arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_a_word_that_is_not_a_date_is_refused(opened):
    result = opened.run("extend", "thu", "HU-A-01", "mai")

    assert (result.exit_code, result.stderr) == (
        1, "DAY: “mai” không phải ngày. Viết ngày theo mẫu 31/12/2022.\n",
    )  # fmt: skip


def test_a_campaign_is_closed_once_by_its_code_and_an_unknown_code_is_refused(opened):
    closed, again, unknown = [opened.run("close-campaign", code, "--yes") for code in ("thu", "thu", "khong-co")]

    assert (closed.exit_code, closed.stdout.splitlines()[-1]) == (0, "Đã khóa đợt thu.")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "đã khóa" in again.stderr
    assert unknown.exit_code == 1
    assert "khong-co" in unknown.stderr


def test_closing_says_first_who_has_not_sent_and_then_asks_for_yes(opened):
    asked = opened.run("close-campaign", "thu")

    closed = opened.run("close-campaign", "thu", "--yes")

    assert "HU-A-01: Đang soạn" in asked.stdout
    assert asked.stdout.splitlines()[-1] == "Chưa khóa. Thêm --yes để khóa."
    assert closed.stdout.splitlines()[-1] == "Đã khóa đợt thu."


def test_a_cell_that_never_submitted_is_recorded_as_not_rated_once_the_campaign_is_closed(opened):
    early = opened.run("not-rated", "thu", "HU-A-01", "Chưa gửi hồ sơ.")
    opened.run("close-campaign", "thu", "--yes")

    result = opened.run("not-rated", "thu", "HU-A-01", "Chưa gửi hồ sơ.")

    again = opened.run("not-rated", "thu", "HU-A-01", "Chưa gửi hồ sơ.")

    assert (early.exit_code, result.exit_code, again.exit_code) == (1, 0, 1)
    assert "HU-A-01 đã được ghi là không xếp loại trong đợt này." in again.stderr
    assert "Đợt thu chưa khóa." in early.stderr
    assert opened.count(NotRated) == 1


def test_a_closed_campaign_is_opened_again_by_its_code_with_a_reason(opened):
    opened.run("close-campaign", "thu", "--yes")

    result = opened.run("reopen-campaign", "thu", "Khóa nhầm.")

    again = opened.run("reopen-campaign", "thu", "Khóa nhầm.")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Đã mở lại đợt thu.")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "Đợt thu đang mở. Không cần mở lại." in again.stderr


def test_a_campaign_is_cancelled_by_its_code_with_a_reason_after_the_command_has_said_what_is_in_it(opened):
    asked = opened.run("cancel-campaign", "thu", "Mở nhầm năm.")

    result = opened.run("cancel-campaign", "thu", "Mở nhầm năm.", "--yes")

    again = opened.run("cancel-campaign", "thu", "Mở nhầm năm.", "--yes")
    said = asked.stdout.splitlines()
    assert (said[0].startswith("Đang soạn: "), said[-1].startswith("Chưa hủy.")) == (True, True)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Đã hủy đợt thu.")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "đã hủy ngày" in again.stderr


def test_a_programme_of_the_demonstration_opens_nothing_outside_of_one(with_units):
    (with_units.folder / DEMONSTRATION).unlink()

    result = with_units.run("open-campaign", "--programme", DEMO, *OPENING)

    assert (result.exit_code, with_units.count(Campaign)) == (1, 0)
    assert "Bộ tiêu chí “demo-giong-rieng-r2019” là của bản trình diễn" in result.stderr
