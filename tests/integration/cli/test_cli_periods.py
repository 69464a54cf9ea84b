"""Commands that name a period: a campaign of a quarter, and figures of parts of a year."""

import pytest

from grading.models import Campaign, Dossier, Figure, Period
from tests.integration.cli.place import DEMO, SHIPPED

QUARTER = SHIPPED / "demo-r2025-quarter.yaml"
OPENING = ("--code", "quy", "--opens-on", "2026-03-20", "--submit-by", "2026-04-05", "--authority", "HU",
           "--commune", "HU-A", "--as-of", "2025-03-31")  # fmt: skip


def test_a_quarter_is_opened_by_its_code_and_takes_the_light_process(with_units):
    result = with_units.run("open-campaign", "--programme", QUARTER, "--period", "2025-Q1", *OPENING)

    assert (result.exit_code, result.stdout.strip()) == (0, "Đã mở đợt quy.")
    assert (with_units.count(Period), with_units.count(Dossier)) == (1, 2)


@pytest.mark.parametrize(
    ("period", "code", "said"),
    [
        (("--period", "2025-Q5"), 1, "“2025-Q5” không phải mã kỳ đánh giá"),
        (("--period", "2025-H1"), 1, "không dùng cho 6 tháng đầu năm 2025"),
        (("--year", "2025"), 1, "đánh giá theo quý, không dùng cho năm 2025"),
        (("--period", "2025-Q1", "--tier", "two_tier"), 1, "quý I năm 2025 chỉ được ghi nhận"),
        (("--period", "2025-Q1", "--year", "2025"), 2, ""),
        ((), 2, ""),
    ],
)
def test_a_period_that_cannot_be_opened_leaves_no_campaign(with_units, period, code, said):
    result = with_units.run("open-campaign", "--programme", QUARTER, *period, *OPENING)

    assert result.exit_code == code
    assert said in result.stderr
    assert with_units.count(Campaign) == 0


def test_figures_of_a_year_and_of_its_parts_come_from_one_file(with_units):
    rows = "2022,,HU-A,members,160\n,2022-Q1,HU-A,members,150\n2022,2022-Q2,HU-A,members,155\n"
    path = with_units.write("figures.csv", f"year,period,unit_code,metric,value\n{rows}")

    result = with_units.run("import-figures", path, "--programme", DEMO, "--source", "Báo cáo")

    assert result.stdout.strip() == "Đã ghi 3 số liệu mới."
    assert (with_units.count(Figure), with_units.count(Period)) == (3, 3)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",2022-Q9,HU-A,members,1", "dòng 2, cột period: “2022-Q9”"),
        ("2021,2022-Q1,HU-A,members,1", "dòng 2, cột period: Kỳ 2022-Q1 không thuộc năm 2021"),
        (",2022-01-05..2022-02-07,HU-A,members,1", "dòng 2, cột period: Chưa có đợt nào của kỳ"),
        (",,HU-A,members,1", "dòng 2, cột year: "),
        (",2022-Q1,HU-A,members,1\n,2022-Q1,HU-A,members,2", "dòng 3, cột metric: "),
    ],
)
def test_a_row_that_names_no_period_is_reported_with_its_place(with_units, row, said):
    path = with_units.write("figures.csv", f"year,period,unit_code,metric,value\n{row}\n")

    result = with_units.run("import-figures", path, "--programme", DEMO, "--source", "Báo cáo")

    assert (result.exit_code, with_units.count(Figure)) == (1, 0)
    assert said in result.stderr


def test_a_file_without_year_and_period_is_refused(with_units):
    path = with_units.write("figures.csv", "unit_code,metric,value\nHU-A,members,160\n")

    result = with_units.run("import-figures", path, "--programme", DEMO, "--source", "Báo cáo")

    assert (result.exit_code, with_units.count(Figure)) == (1, 0)
    assert "cột year" in result.stderr
