"""The commendation as a reader of PDFs sees it: texts, fonts, tags, size."""

import unicodedata
from io import BytesIO

import pikepdf
import pytest

from grading.documents.commendation import MARKS, render
from grading.documents.errors import Overflow, Unprintable
from grading.rules.frozen.facts import FrozenFacts


@pytest.fixture
def print_sheet(make_facts, tmp_path):
    def print_sheet(**changes):
        path = tmp_path / "sheet.pdf"
        path.write_bytes(render(make_facts(**changes)))
        return path

    return print_sheet


def test_the_text_can_be_extracted_unchanged(print_sheet, run_tool):
    sheet = print_sheet(signer_name="Nguyễn Văn A")

    text = unicodedata.normalize("NFC", run_tool("pdftotext", "-layout", sheet, "-"))

    for line in (
        "ĐẢNG CỘNG SẢN VIỆT NAM", "BAN THƯỜNG VỤ HUYỆN ỦY GIỒNG RIỀNG", "Tặng", "GIẤY KHEN", "Chi bộ 07 xã Thạnh Lộc",
        "Đảng bộ xã Thạnh Lộc", "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu năm 2022",
        "Giồng Riềng, ngày 05 tháng 01 năm 2023", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Văn A",
        "Quyết định số 127-QĐ/HU", "Số vào sổ: 02/2023", "Mã xác thực: 7K4M-Q2XD-9HTR",
    ):  # fmt: skip
        assert line in text


def test_the_file_embeds_four_faces_of_eb_garamond_and_no_other_font(print_sheet, run_tool):
    sheet = print_sheet(signer_name="Nguyễn Văn A")

    fonts = [line.split() for line in run_tool("pdffonts", sheet).splitlines()[2:]]

    assert len(fonts) == 4
    assert all("+EB-Garamond" in font[0] and font[-5] == "yes" and font[-3] == "yes" for font in fonts)


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_the_qr_code_leads_to_the_page_that_verifies(print_sheet, run_tool, tmp_path, sheet):
    printed = print_sheet(sheet=sheet)

    run_tool("pdftoppm", "-r", "150", "-png", "-singlefile", printed, tmp_path / "sheet")
    decoded = run_tool("zbarimg", "-q", "--raw", tmp_path / "sheet.png")

    assert decoded.strip() == "https://danh-gia.example/verify/7K4MQ2XD9HTRP6WB3VJK7K4MQ2"


def test_the_sheet_is_a_tagged_pdf_a_2a(print_sheet):
    with pikepdf.open(print_sheet()) as sheet:
        root, metadata = sheet.Root, sheet.open_metadata()

        assert root.MarkInfo.Marked is True
        assert str(root.Lang) == "vi"
        assert root.StructTreeRoot.K
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "GIẤY KHEN - Chi bộ 07 xã Thạnh Lộc"
        assert not [
            image for image in sheet.objects if isinstance(image, pikepdf.Stream) and image.get("/Interpolate", False)
        ]


def test_the_pictures_have_alternative_texts_and_the_title_is_a_heading(print_sheet):
    with pikepdf.open(print_sheet()) as sheet:
        parts = [part for part in sheet.objects if isinstance(part, pikepdf.Dictionary) and "/S" in part]
        words = {str(part.Alt) for part in parts if "/Alt" in part}
        kinds = {str(part.S) for part in parts}

        assert words == {"Mã QR kiểm tra Giấy khen", MARKS["demo"]}
        assert "/H1" in kinds


def test_the_file_has_no_syntax_errors(print_sheet, run_tool):
    report = run_tool("qpdf", "--check", print_sheet())

    assert "No syntax or stream encoding errors found" in report


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_the_sheet_has_the_requested_size_and_one_page(print_sheet, sheet):
    with pikepdf.open(print_sheet(sheet=sheet)) as printed:
        width, height = (float(side) / 72 * 25.4 for side in printed.pages[0].mediabox[2:])

        assert len(printed.pages) == 1
        assert (width, height) == pytest.approx({"A4": (297, 210), "A3": (420, 297)}[sheet], abs=0.1)


@pytest.mark.parametrize("mark", [*MARKS, None])
def test_the_mark_lies_over_the_sheet_only_on_request(make_facts, mark):
    with pikepdf.open(BytesIO(render(make_facts(mark=mark)))) as printed:
        parts = [part for part in printed.objects if isinstance(part, pikepdf.Dictionary)]
        words = {str(part.Alt) for part in parts if "/Alt" in part}

    assert words & set(MARKS.values()) == ({MARKS[mark]} if mark else set())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipient": "Chi bộ ấp Thạnh An " * 30}, "recipient"),
        ({"achievement": "Có thành tích xuất sắc " * 40}, "achievement"),
        ({"achievement": "x" * 100_000}, "achievement"),
        ({"issuer_line": "BAN THƯỜNG VỤ " * 10}, "issuer_line"),
        ({"signer_name": "Nguyễn Văn A " * 12}, "signer_name"),
        ({"place_date": "Thành phố Hồ Chí Minh, " * 5}, "place_date"),
        ({"decision_line": "Quyết định số 127-QĐ/HU " * 14}, "decision_line"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_with_its_field_and_unit(make_facts, changes, field):
    facts = make_facts(**changes)

    with pytest.raises(Overflow) as refused:
        render(facts)

    assert refused.value.field == field
    assert refused.value.unit.startswith("Chi bộ")


def test_a_letter_that_the_fonts_lack_is_refused_and_named(make_facts):
    facts = make_facts(recipient="Chi bộ ấp 漢 Thạnh 🎉")

    with pytest.raises(Unprintable, match="Chi bộ ấp .* have no 漢 🎉"):
        render(facts)


def test_text_cannot_become_markup(make_facts, tmp_path, run_tool):
    sheet = tmp_path / "sheet.pdf"

    sheet.write_bytes(render(make_facts(recipient='<img src="file:///etc/passwd">"; x: url(file:///etc)')))

    assert '<img src="file:///etc/passwd">' in run_tool("pdftotext", "-layout", sheet, "-")


def test_facts_go_to_json_and_back(make_facts):
    facts = make_facts(sheet="A3")

    assert FrozenFacts.from_json(facts.to_json()) == facts
