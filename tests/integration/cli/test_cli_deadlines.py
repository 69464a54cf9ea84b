"""Giving a cell more days, and closing a campaign."""

from datetime import timedelta

import pytest

from grading import clock
from grading.models import NotRated
from tests.integration.cli.place import DEMO, OPENING


@pytest.fixture
def opened(with_units):
    assert with_units.run("open-campaign", "--programme", DEMO, *OPENING).exit_code == 0
    return with_units


def test_a_cell_is_given_more_days(opened):
    day = clock.day(clock.now()) + timedelta(days=3)

    done = opened.run("extend", "thu", "HU-A-01", day.isoformat())

    assert done.exit_code == 0
    assert "HU-A-01" in done.stdout
    assert f"{day:%d/%m/%Y}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("thu", "HU-Z-01", "2030-01-01"), "HU-Z-01"), (("khong-co", "HU-A-01", "2030-01-01"), "khong-co")],
)
def test_days_for_what_is_not_there_are_told(opened, arguments, said):
    done = opened.run("extend", *arguments)

    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr


def test_a_day_that_is_none_is_told(opened):
    done = opened.run("extend", "thu", "HU-A-01", "mai")

    assert done.exit_code == 2
    assert "mai" in done.stderr


def test_a_campaign_is_closed_once_by_its_code(opened):
    closed, unknown = opened.run("close-campaign", "thu"), opened.run("close-campaign", "khong-co")

    assert (closed.exit_code, closed.stdout.strip()) == (0, "Đã khóa đợt thu.")
    assert unknown.exit_code == 1
    assert "khong-co" in unknown.stderr


def test_a_cell_that_never_sent_is_recorded_as_not_rated_once_the_campaign_is_closed(opened):
    early = opened.run("not-rated", "thu", "HU-A-01", "Chưa gửi hồ sơ.")
    opened.run("close-campaign", "thu")

    done = opened.run("not-rated", "thu", "HU-A-01", "Chưa gửi hồ sơ.")

    again = opened.run("not-rated", "thu", "HU-A-01", "Chưa gửi hồ sơ.")

    assert (early.exit_code, done.exit_code, again.exit_code) == (1, 0, 1)
    assert "HU-A-01 đã được ghi là không xếp loại trong đợt này." in again.stderr
    assert "Đợt thu chưa khóa." in early.stderr
    assert opened.count(NotRated) == 1
