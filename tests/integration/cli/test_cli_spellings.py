"""The commands read what people write as the pages do, and say in Vietnamese what they cannot read."""

import pytest

from grading.models import Figure
from tests.integration.cli.place import DEMO, OPENING
from tests.integration.cli.test_cli_files import RESULTS
from tests.integration.figures.test_spellings_of_figures import READ, REFUSED, as_csv, as_workbook


@pytest.mark.parametrize("kind", [as_csv, as_workbook])
def test_the_command_reads_every_spelling_of_a_figure(with_units, kind):
    path = with_units.write("so-lieu.csv" if kind is as_csv else "so-lieu.xlsx", kind(READ))

    result = with_units.run("import-figures", path, "--programme", DEMO, "--source", "Báo cáo")

    assert (result.exit_code, result.stderr) == (0, "")
    assert with_units.count(Figure) == len(READ)


def test_the_command_says_of_each_spelling_without_a_meaning_what_is_wrong(with_units):
    path = with_units.write("so-lieu.csv", as_csv(REFUSED))

    result = with_units.run("import-figures", path, "--programme", DEMO, "--source", "Báo cáo")

    sentences = result.stderr.splitlines()
    assert len(sentences) == len(REFUSED)
    assert "so-lieu.csv, dòng 2, cột value: “1.25” không phải số nguyên." in sentences[0]
    assert "so-lieu.csv, dòng 9, cột value: “-3”: không nhận số âm." in sentences[7]
    assert not any("tỷ lệ" in sentence for sentence in sentences)


@pytest.mark.parametrize("written", ["2022-12-01", "01/12/2022", "1-12-2022", "1.12.2022"])
def test_a_day_of_a_command_is_written_as_on_a_page(with_units, written):
    opening = [written if word == "2022-12-01" else word for word in OPENING]

    result = with_units.run("open-campaign", "--programme", DEMO, *opening)

    assert (result.exit_code, result.stdout.strip()) == (0, "Đã mở đợt thu.")


@pytest.mark.parametrize(
    ("written", "said"),
    [("01/12/22", "“01/12/22” chỉ có hai chữ số của năm."), ("hôm nay", "“hôm nay” không phải ngày."),
     ("12/20/2022", "“12/20/2022” không phải ngày.")],
)  # fmt: skip
def test_a_day_that_no_command_can_read_gets_one_sentence(with_units, written, said):
    opening = [written if word == "2022-12-01" else word for word in OPENING]

    result = with_units.run("open-campaign", "--programme", DEMO, *opening)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"--opens-on: {said}")
    assert "Usage" not in result.stderr


@pytest.mark.parametrize("written", ["Hoàn thành xuất sắc nhiệm vụ", "hoàn thành XUẤT SẮC nhiệm vụ", "excellent"])
def test_a_level_of_a_past_year_is_written_in_words_or_as_its_code(with_units, written):
    path = with_units.write("results.csv", RESULTS.replace("EXCELLENT", written))

    result = with_units.run("import-past-results", path)

    assert result.stdout.strip() == "Kết quả các năm trước: thêm 1, sửa 0, giữ nguyên 0."
