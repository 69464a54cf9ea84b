"""Stamps of secret papers are found, and ordinary words with the same letters are accepted."""

import unicodedata

import pytest

from grading.documents.uploads.accepting import accept
from grading.documents.uploads.secret import stamp_in_lines, stamp_in_name

LIMIT = 2 * 1024 * 1024  # bytes


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("  [ TUYỆT\u00a0MẬT ]  ", "TUYỆT MẬT"),
        ("M Ậ T", "MẬT"),
        ("Độ mật: TỐI MẬT", "TỐI MẬT"),
        (unicodedata.normalize("NFD", "TỐI MẬT"), "TỐI MẬT"),
    ],
)
def test_a_stamp_alone_on_its_line_is_found(line, stamp):
    assert stamp_in_lines(["ĐẢNG BỘ HUYỆN", line]) == stamp


@pytest.mark.parametrize(
    "line",
    [
        "BÍ MẬT",
        "Bảo vệ bí mật nhà nước",
        "MẬT THIẾT",
        "Mối quan hệ mật thiết với Nhân dân",
        "MẬT ĐỘ DÂN SỐ",
        "MẶT",
        "MẶT TRẬN TỔ QUỐC",
        "BỎ PHIẾU KÍN, BẢO MẬT",
        "Mật",
        "mật",
        "CÓ MẶT",
        "MAT",
        "",
    ],
)
def test_ordinary_words_are_not_a_stamp(line):
    assert stamp_in_lines([line]) is None


@pytest.mark.parametrize(
    ("name", "stamp"),
    [
        ("Báo cáo (MẬT).docx", "MẬT"),
        ("BÁO CÁO - MẬT.pdf", "MẬT"),
        ("Báo cáo MẬT 2022.pdf", "MẬT"),
        ("MẬT.pdf", "MẬT"),
        ("Công văn tối mật.pdf", "TỐI MẬT"),
        ("CONG_VAN_TUYỆT_MẬT.pdf", "TUYỆT MẬT"),
        (unicodedata.normalize("NFD", "Báo cáo (MẬT).docx"), "MẬT"),
    ],
)
def test_a_stamp_in_a_name_is_found(name, stamp):
    assert stamp_in_name(name) == stamp


@pytest.mark.parametrize(
    "name",
    ["BẢO MẬT.pdf", "Bí mật nhà nước.pdf", "MẬT ĐỘ DÂN SỐ.xlsx", "Mật độ.pdf", "Có mặt.jpg", "Ong_mật.png", "mat.pdf"],
)
def test_ordinary_names_are_not_a_stamp(name):
    assert stamp_in_name(name) is None


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>MẬT</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>TUYỆT </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:t>ĐẢNG BỘ HUYỆN</w:t><w:tab/><w:t>MẬT</w:t></w:r></w:p>",
        "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></w:r>"
        "<w:r><w:t>ĐẢNG BỘ HUYỆN</w:t></w:r></w:p>",
    ],
)
def test_a_word_file_with_a_stamp_is_refused(refusal, make_docx, body):
    reasons = refusal("a.docx", make_docx(body))

    assert list(reasons) == ["file_secret"]
    assert reasons["file_secret"]["word"] in ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


def test_a_stamp_in_a_page_header_is_found(refusal, make_docx):
    header = '<w:hdr xmlns:w="x"><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:hdr>'

    assert refusal("a.docx", make_docx(**{"word/header1.xml": header}))["file_secret"]["word"] == "TỐI MẬT"


def test_a_workbook_with_a_stamp_in_a_cell_is_refused(refusal, make_xlsx):
    inline = "<worksheet><c><is><t>Chi bộ</t></is></c><c><is><t>MẬT</t></is></c></worksheet>"

    assert refusal("a.xlsx", make_xlsx("Chi bộ", "TUYỆT MẬT"))["file_secret"]["word"] == "TUYỆT MẬT"
    assert refusal("a.xlsx", make_xlsx(**{"xl/worksheets/sheet1.xml": inline}))["file_secret"]["word"] == "MẬT"


def test_a_file_that_only_mentions_secrets_is_accepted(make_docx, make_xlsx, paragraph):
    body = paragraph("Thực hiện tốt công tác bảo vệ bí mật nhà nước.") + paragraph("MẬT ĐỘ")

    accept("a.docx", make_docx(body), max_bytes=LIMIT)
    accept("a.xlsx", make_xlsx("Mật độ", "BÍ", "Có mặt"), max_bytes=LIMIT)
