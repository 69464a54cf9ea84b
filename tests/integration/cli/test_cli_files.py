"""Commands that read a file: it is taken whole or not at all, and each mistake is told with its place."""

import pytest

from grading.models import Campaign, Dossier, Figure, NotRated, Result, Unit
from tests.integration.cli.place import DEMO, OPENING, SHIPPED, UNITS


def test_units_are_imported_once(place):
    path = place.write("units.csv", UNITS)

    first, second = place.run("import-units", path), place.run("import-units", path)

    assert first.stdout.strip() == "Đã thêm 4 tổ chức đảng."
    assert (second.exit_code, second.stdout.strip()) == (0, "Đã thêm 0 tổ chức đảng.")
    assert place.count(Unit) == 4


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("HU-A-02,cell_subordinate", "HU-A-02,chi_bo", "units.csv, dòng 5, cột kind: "),
        ("HU-A,,,,yes\nHU-A-02", "HU-B,,,,yes\nHU-A-02", "units.csv, dòng 4, cột parent_code: "),
        ("HU-A-02,", "HU-A-01,", "units.csv, dòng 5, cột code: "),
        ("Chi bộ 02 xã Mẫu A,,,HU-A", ",,,HU-A", "units.csv, dòng 5, cột org_name: "),
        ("2025-06-30", "30/6/2025", "units.csv, dòng 2, cột valid_to: "),
        ("Chi bộ 01 xã Mẫu A,,,HU-A,", "Chi bộ 01 xã Mẫu A,,HU-A,", "units.csv, dòng 4: "),
        ("named_in_source", "named", "units.csv, dòng 1, cột named_in_source: "),
        ("Chi bộ 02", '"Chi bộ" 02', "units.csv, dòng 5: "),
    ],
)
def test_a_broken_row_is_told_with_file_line_and_column_and_nothing_is_imported(place, old, new, said):
    assert UNITS.count(old) >= 1
    path = place.write("units.csv", UNITS.replace(old, new, 1))

    done = place.run("import-units", path)

    assert done.exit_code == 1
    assert said in done.stderr
    assert place.count(Unit) == 0


def test_every_broken_row_is_told_at_once(place):
    path = place.write("units.csv", UNITS.replace("cell_subordinate", "chi_bo"))

    done = place.run("import-units", path)

    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "units.csv, dòng 4, cột kind", "units.csv, dòng 5, cột kind",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [UNITS.encode("utf-16"), b"\xff\xfe\x00", b"", b"PK\x03\x04\x00\x00"],
    ids=["utf-16", "bytes", "empty", "zip"],
)
def test_a_file_that_is_no_csv_is_told(place, content):
    done = place.run("import-units", place.write("units.csv", content))

    assert done.exit_code == 1
    assert done.stderr.startswith("units.csv")
    assert place.count(Unit) == 0


def test_a_file_that_is_not_there_is_told(place):
    done = place.run("import-units", place.folder.parent / "units.csv")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("units.csv: ")


def test_figures_are_imported_once_and_only_those_that_changed(with_units):
    path = with_units.write(
        "figures.csv", "year,unit_code,metric,value\n2022,HU-A,members,160\n2022,HU-A,cells_registered,2\n"
    )
    given = ("--programme", DEMO, "--source", "Báo cáo năm 2022")

    first = with_units.run("import-figures", path, *given)
    path.write_text(path.read_text().replace("160", "161"))
    second = with_units.run("import-figures", path, *given)

    assert first.stdout.strip() == "Đã ghi 2 số liệu mới."
    assert second.stdout.strip() == "Đã ghi 1 số liệu mới."
    assert with_units.count(Figure) == 3


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2022,HU-Z,members,160", "unit_code"),
        ("2022,HU-A,membres,160", "metric"),
        ("2022,HU-A,members,một trăm", "value"),
        ("2022,HU-A,members,-1", "value"),
        ("22,HU-A,members,160", "year"),
        ("2022,HU-A,cells_registered,3", "metric"),
    ],
)
def test_a_broken_figure_is_told_and_none_is_imported(with_units, row, column):
    path = with_units.write("figures.csv", f"year,unit_code,metric,value\n2022,HU-A,cells_registered,2\n{row}\n")

    done = with_units.run("import-figures", path, "--programme", DEMO, "--source", "Báo cáo")

    assert done.exit_code == 1
    assert f"figures.csv, dòng 3, cột {column}: " in done.stderr
    assert with_units.count(Figure) == 0


@pytest.mark.parametrize(
    ("programme", "metric"),
    [("r2019", "organisations_rated"), ("four-good", "deeds_done"), ("five-good", "five_good_works_done")],
)
def test_a_figure_that_nobody_types_is_not_imported_either(with_units, programme, metric):
    rows = f"2022,HU-A,members_official,9\n2022,HU-A,{metric},3\n"
    path = with_units.write("figures.csv", f"year,unit_code,metric,value\n{rows}")

    done = with_units.run("import-figures", path, "--programme", SHIPPED / f"{programme}.yaml", "--source", "Báo cáo")

    assert done.exit_code == 1
    assert done.stderr.startswith("figures.csv, dòng 3, cột metric: Số liệu này do hệ thống tính")
    assert with_units.count(Figure) == 0


def test_the_shipped_programmes_are_well_and_say_what_is_still_open(place):
    done = place.run("programmes")

    assert done.exit_code == 0
    assert "r2019" in done.stdout
    assert "demo-four-good" in done.stdout


def test_a_programme_with_a_mistake_is_told_with_line_and_column(place):
    mistaken = (SHIPPED / "four-good.yaml").read_text().replace("kind: recognition", "kind: recogition")
    path = place.write("mistaken.yaml", mistaken)
    line = next(number for number, text in enumerate(mistaken.splitlines(), start=1) if "recogition" in text)

    done = place.run("programmes", path, SHIPPED / "four-good.yaml")

    assert done.exit_code == 1
    assert f"mistaken.yaml:{line}:7 /kind: " in done.stderr
    assert "four-good" in done.stdout, "the other file is still shown"


def test_a_campaign_opens_over_the_cells_of_its_communes(with_units):
    done = with_units.run("open-campaign", "--programme", DEMO, *OPENING)

    assert (done.exit_code, done.stdout.strip()) == (0, "Đã mở đợt thu.")
    assert with_units.count(Dossier) == 2


def test_a_cell_may_be_left_out_with_its_reason(with_units):
    done = with_units.run("open-campaign", "--programme", DEMO, *OPENING, "--not-rated", "HU-A-02=Thành lập tháng 9")

    assert done.exit_code == 0
    assert (with_units.count(Dossier), with_units.count(NotRated)) == (1, 1)


def test_a_campaign_does_not_open_while_rules_are_missing_and_lists_them(with_units):
    done = with_units.run("open-campaign", "--programme", SHIPPED / "r2019.yaml", *OPENING)

    assert done.exit_code == 1
    assert "cấp ban hành chưa quy định" in done.stderr
    for missing in ("tỷ lệ tối đa của mức “Hoàn thành xuất sắc nhiệm vụ”", "cách làm tròn", "số thành viên thẩm định"):
        assert missing in done.stderr
    assert with_units.count(Campaign) == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--authority": "HU-Z"}, "“HU-Z”"),
        ({"--commune": "HU-A-01"}, "chi bộ"),
        ({"--year": "2031"}, "2031"),
        ({"--submit-by": "2022-11-01"}, "01/11/2022"),
    ],
)
def test_a_campaign_that_cannot_be_opened_leaves_nothing(with_units, changed, said):
    given = [changed.get(before, word) for before, word in zip(["", *OPENING], OPENING, strict=False)]

    done = with_units.run("open-campaign", "--programme", DEMO, *given)

    assert done.exit_code == 1
    assert said in done.stderr
    assert (with_units.count(Campaign), with_units.count(Dossier)) == (0, 0)


def test_a_code_is_used_once(with_units):
    with_units.run("open-campaign", "--programme", DEMO, *OPENING)

    again = with_units.run("open-campaign", "--programme", DEMO, *OPENING)

    assert again.exit_code == 1
    assert "“thu”" in again.stderr
    assert with_units.count(Campaign) == 1


RESULTS = "year,unit_code,kind,programme_key,outcome,source\n2021,HU-A-01,rating,r2019,EXCELLENT,quyết định cũ\n"


def test_results_of_past_years_are_imported_once(place):
    place.run("import-units", place.write("units.csv", UNITS))
    path = place.write("results.csv", RESULTS)

    first, second = place.run("import-past-results", path), place.run("import-past-results", path)

    assert (first.stdout.strip(), second.stdout.strip()) == (
        "Đã thêm 1 kết quả các năm trước.",
        "Đã thêm 0 kết quả các năm trước.",
    )


def test_a_past_level_that_is_none_is_told_with_its_place(place):
    place.run("import-units", place.write("units.csv", UNITS))

    done = place.run("import-past-results", place.write("results.csv", RESULTS.replace("EXCELLENT", "XUAT SAC")))

    assert done.exit_code == 1
    assert "results.csv, dòng 2, cột outcome: " in done.stderr
    assert place.count(Result) == 0


def test_the_programmes_of_a_year_are_those_its_assessment_goes_by(place):
    done = place.run("programmes", "--year", "2024")

    assert done.exit_code == 0
    assert "Mã: r2023" in done.stdout
    assert "Mã: r2019" not in done.stdout
    assert "Mã: r2025" not in done.stdout
