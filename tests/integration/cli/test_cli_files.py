"""Commands that read a file: they import all of it or nothing, and report each mistake with its place."""

import pytest

from grading.models import Campaign, Dossier, Figure, NotRated, Result, Unit
from tests.integration.cli.place import DEMO, OPENING, SHIPPED, UNITS


def test_units_are_imported_once(place):
    path = place.write("units.csv", UNITS)

    first, second = place.run("import-units", path), place.run("import-units", path)

    assert first.stdout.strip() == "Tổ chức đảng: thêm 4, đổi 0, kết thúc 0, giữ nguyên 0"
    assert (second.exit_code, second.stdout.strip()) == (0, "Tổ chức đảng: thêm 0, đổi 0, kết thúc 0, giữ nguyên 4")
    assert place.count(Unit) == 4


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("HU-A-02,cell_subordinate", "HU-A-02,chi_bo", "units.csv, dòng 5, cột kind: "),
        ("HU-A,,,,yes\nHU-A-02", "HU-B,,,,yes\nHU-A-02", "units.csv, dòng 4, cột parent_code: "),
        ("HU-A-02,", "HU-A-01,", "units.csv, dòng 5, cột code: "),
        ("Chi bộ 02 xã Mẫu A,,,HU-A", ",,,HU-A", "units.csv, dòng 5, cột org_name: "),
        ("2025-06-30", "30/6/25", "units.csv, dòng 2, cột valid_to: "),
        ("Chi bộ 01 xã Mẫu A,,,HU-A,", "Chi bộ 01 xã Mẫu A,,HU-A,", "units.csv, dòng 4: "),
        ("named_in_source", "named", "units.csv, dòng 1, cột named_in_source: "),
        ("Chi bộ 02", '"Chi bộ" 02', "units.csv, dòng 5: "),
    ],
)
def test_a_broken_row_is_reported_with_its_place_and_nothing_is_imported(set_up, old, new, said):
    assert UNITS.count(old) >= 1
    path = set_up.write("units.csv", UNITS.replace(old, new, 1))

    result = set_up.run("import-units", path)

    assert result.exit_code == 1
    assert said in result.stderr
    assert set_up.count(Unit) == 0


def test_all_broken_rows_are_reported_at_once(set_up):
    path = set_up.write("units.csv", UNITS.replace("cell_subordinate", "chi_bo"))

    result = set_up.run("import-units", path)

    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "units.csv, dòng 4, cột kind", "units.csv, dòng 5, cột kind",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [UNITS.encode("cp1258", "replace"), b"\xff\xfe\x00", b"", b"PK\x03\x04\x00\x00"],
    ids=["windows", "bytes", "empty", "zip"],
)
def test_a_file_that_is_not_csv_is_refused(set_up, content):
    result = set_up.run("import-units", set_up.write("units.csv", content))

    assert result.exit_code == 1
    assert "units.csv" in result.stderr
    assert set_up.count(Unit) == 0


def test_a_missing_file_is_reported(set_up):
    result = set_up.run("import-units", set_up.folder.parent / "units.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("units.csv: ")


def test_importing_figures_again_adds_only_those_that_changed(with_units):
    path = with_units.write(
        "figures.csv", "year,unit_code,metric,value\n2022,HU-A,members,160\n2022,HU-A,cells_registered,2\n"
    )
    options = ("--programme", DEMO, "--source", "Báo cáo năm 2022")

    first = with_units.run("import-figures", path, *options)
    path.write_text(path.read_text().replace("160", "161"))
    second = with_units.run("import-figures", path, *options)

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
def test_a_broken_figure_is_reported_and_no_figure_is_imported(with_units, row, column):
    path = with_units.write("figures.csv", f"year,unit_code,metric,value\n2022,HU-A,cells_registered,2\n{row}\n")

    result = with_units.run("import-figures", path, "--programme", DEMO, "--source", "Báo cáo")

    assert result.exit_code == 1
    assert f"figures.csv, dòng 3, cột {column}: " in result.stderr
    assert with_units.count(Figure) == 0


@pytest.mark.parametrize(
    ("programme", "metric"),
    [("r2019", "organisations_rated"), ("four-good", "deeds_done"), ("five-good", "five_good_works_done")],
)
def test_a_figure_that_the_system_computes_is_not_imported(with_units, programme, metric):
    rows = f"2022,HU-A,members_official,9\n2022,HU-A,{metric},3\n"
    path = with_units.write("figures.csv", f"year,unit_code,metric,value\n{rows}")

    result = with_units.run("import-figures", path, "--programme", SHIPPED / f"{programme}.yaml", "--source", "Báo cáo")

    assert result.exit_code == 1
    assert result.stderr.startswith("figures.csv, dòng 3, cột metric: Số liệu này do hệ thống tính")
    assert with_units.count(Figure) == 0


def test_the_shipped_programmes_are_valid_and_listed(place):
    result = place.run("programmes")

    assert result.exit_code == 0
    assert "r2019" in result.stdout
    assert "demo-four-good" in result.stdout


def test_a_mistake_in_a_programme_is_reported_with_line_and_column(place):
    content = (SHIPPED / "four-good.yaml").read_text().replace("kind: recognition", "kind: recogition")
    path = place.write("mistaken.yaml", content)
    line = next(number for number, text in enumerate(content.splitlines(), start=1) if "recogition" in text)

    result = place.run("programmes", path, SHIPPED / "four-good.yaml")

    assert result.exit_code == 1
    assert f"mistaken.yaml:{line}:7 /kind: " in result.stderr
    assert "four-good" in result.stdout, "the other file is still shown"


def test_an_opened_campaign_has_a_dossier_for_each_cell_of_its_communes(with_units):
    result = with_units.run("open-campaign", "--programme", DEMO, *OPENING)

    assert (result.exit_code, result.stdout.strip()) == (0, "Đã mở đợt thu.")
    assert with_units.count(Dossier) == 2


def test_a_cell_can_be_marked_as_not_rated_when_the_campaign_opens(with_units):
    result = with_units.run("open-campaign", "--programme", DEMO, *OPENING, "--not-rated", "HU-A-02=Thành lập tháng 9")

    assert result.exit_code == 0
    assert (with_units.count(Dossier), with_units.count(NotRated)) == (1, 1)


def test_a_campaign_with_missing_rules_does_not_open_and_the_rules_are_listed(with_units):
    result = with_units.run("open-campaign", "--programme", SHIPPED / "r2019.yaml", *OPENING)

    assert result.exit_code == 1
    assert "cấp ban hành chưa quy định" in result.stderr
    for missing in ("tỷ lệ tối đa của mức “Hoàn thành xuất sắc nhiệm vụ”", "cách làm tròn", "số thành viên thẩm định"):
        assert missing in result.stderr
    assert with_units.count(Campaign) == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--authority": "HU-Z"}, "“HU-Z”"),
        ({"--commune": "HU-A-01"}, "không có tổ chức nào thuộc diện xếp loại"),
        ({"--year": "2031"}, "2031"),
        ({"--submit-by": "2022-11-01"}, "01/11/2022"),
    ],
)
def test_a_campaign_that_cannot_be_opened_leaves_no_rows(with_units, changed, said):
    arguments = [changed.get(before, word) for before, word in zip(["", *OPENING], OPENING, strict=False)]

    result = with_units.run("open-campaign", "--programme", DEMO, *arguments)

    assert result.exit_code == 1
    assert said in result.stderr
    assert (with_units.count(Campaign), with_units.count(Dossier)) == (0, 0)


def test_the_code_of_a_campaign_is_used_only_once(with_units):
    with_units.run("open-campaign", "--programme", DEMO, *OPENING)

    again = with_units.run("open-campaign", "--programme", DEMO, *OPENING)

    assert again.exit_code == 1
    assert "“thu”" in again.stderr
    assert with_units.count(Campaign) == 1


RESULTS = "year,unit_code,kind,programme_key,outcome,source\n2021,HU-A-01,rating,r2019,EXCELLENT,quyết định cũ\n"


def test_results_of_past_years_are_imported_once(set_up):
    set_up.run("import-units", set_up.write("units.csv", UNITS))
    path = set_up.write("results.csv", RESULTS)

    first, second = set_up.run("import-past-results", path), set_up.run("import-past-results", path)

    assert (first.stdout.strip(), second.stdout.strip()) == (
        "Kết quả các năm trước: thêm 1, sửa 0, giữ nguyên 0.",
        "Kết quả các năm trước: thêm 0, sửa 0, giữ nguyên 1.",
    )


def test_an_unknown_level_of_a_past_year_is_reported_with_its_place(set_up):
    set_up.run("import-units", set_up.write("units.csv", UNITS))

    result = set_up.run("import-past-results", set_up.write("results.csv", RESULTS.replace("EXCELLENT", "XUAT SAC")))

    assert result.exit_code == 1
    assert "results.csv, dòng 2, cột outcome: " in result.stderr
    assert "GOOD (Hoàn thành tốt nhiệm vụ)" in result.stderr
    assert set_up.count(Result) == 0


def test_the_programmes_of_a_year_are_those_that_apply_to_its_assessment(place):
    result = place.run("programmes", "--year", "2024")

    assert result.exit_code == 0
    assert "Mã: r2023" in result.stdout
    assert "Mã: r2019" not in result.stdout
    assert "Mã: r2025" not in result.stdout


def test_the_service_does_not_serve_an_empty_database_in_silence(place):
    result = place.run("serve")

    assert result.exit_code == 1
    assert result.stderr.startswith("Không có cơ sở dữ liệu ở sqlite:///")


def test_a_database_that_was_removed_is_not_made_anew(with_units):
    path = with_units.folder / "grading.sqlite3"
    path.unlink()

    results = [with_units.run(command) for command in ("serve", "check", "init")]

    assert {result.exit_code for result in results} == {1}
    assert all(result.stderr.startswith(f"Không có cơ sở dữ liệu ở {path}") for result in results)
    assert not path.exists()
