"""Word and Excel files are unpacked safely, refused if they act or fetch, and packed again without author and place."""

import struct
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from grading.documents.uploads import archive, office
from grading.documents.uploads.accepting import accept
from grading.documents.uploads.refusal import Unfit

LIMIT = 2 * 1024 * 1024  # bytes
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def test_author_and_company_are_removed(make_docx, unpack):
    accepted = accept("a.docx", make_docx(), max_bytes=LIMIT)

    parts = unpack(accepted.content)
    assert b"Author" not in parts["docProps/core.xml"]
    assert b"Company" not in parts["docProps/app.xml"]
    assert "Biên bản họp chi bộ".encode() in parts["word/document.xml"]
    assert accepted.note == "properties_removed"


def test_a_cleaned_file_is_not_cleaned_again(make_docx):
    once = accept("a.docx", make_docx(), max_bytes=LIMIT)

    twice = accept("a.docx", once.content, max_bytes=LIMIT)

    assert (twice.sha256, twice.note) == (once.sha256, "")


def test_the_same_document_packed_at_another_time_has_the_same_digest(make_docx, monkeypatch):
    first = office.clean_office(make_docx())
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 1, 1, 0, 0, 0, 0, 1, 0))

    second = office.clean_office(make_docx())

    assert first.content == second.content


def test_a_zip_with_the_name_of_a_word_file_is_refused(refusal, pack):
    main = {"file_damaged": {"name": "a.docx", "cause": "main"}}
    assert refusal("a.docx", pack({"a.txt": "x"})) == main
    assert refusal("a.docx", pack({"word/document.xml": "<x/>"})) == main


def test_a_file_behind_other_content_is_refused(refusal, make_docx):
    assert set(refusal("a.docx", b"<script>alert(1)</script>" + make_docx())) == {"file_damaged"}


def test_a_truncated_file_is_damaged(refusal, make_docx):
    assert refusal("a.docx", make_docx()[:-40]) == {"file_damaged": {"name": "a.docx", "cause": "cut"}}


def test_parts_packed_in_a_way_that_word_does_not_know_are_refused(refusal, make_docx, unpack):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_BZIP2) as archive:
        for name, part in unpack(make_docx()).items():
            archive.writestr(name, part)

    assert refusal("a.docx", content.getvalue())["file_damaged"]["cause"] == "cut"


def test_few_bytes_that_unpack_to_many_are_a_bomb(refusal, make_docx):
    content = make_docx(**{"word/media/image1.bmp": b"\0" * 2_000_000})

    assert len(content) < 10_000
    assert set(refusal("a.docx", content)) == {"file_bomb"}


def test_a_long_text_that_packs_well_is_no_bomb(make_docx, paragraph):
    content = make_docx("".join(paragraph(f"Nghị quyết số {number}") for number in range(20_000)))

    assert accept("a.docx", content, max_bytes=LIMIT).kind == "docx"


def test_too_many_parts_are_a_bomb(refusal, make_docx):
    parts = {f"word/media/{number}.png": b"x" for number in range(archive.PARTS_MOST)}

    assert set(refusal("a.docx", make_docx(**parts))) == {"file_bomb"}


def test_parts_too_large_together_are_a_bomb(make_docx, make_xlsx, monkeypatch):
    monkeypatch.setattr(office, "UNPACKED_MOST", 40_000)
    inside = {f"word/embeddings/{number}.xlsx": make_xlsx("x" * 15_000) for number in range(3)}

    office.clean_office(make_docx(**dict(list(inside.items())[:2])))

    for too_large in (make_docx("x" * 40_000), make_docx(**inside)):
        with pytest.raises(Unfit, match="file_bomb"):
            office.clean_office(too_large)


def test_a_part_that_lies_about_its_size_is_damaged(refusal, make_docx):
    content = make_docx(**{"word/media/image1.bmp": b"picture" * 100})
    stated = struct.pack("<L", 700)
    assert content.count(stated) == 2

    assert refusal("a.docx", content.replace(stated, struct.pack("<L", 7)))["file_damaged"]["cause"] == "cut"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "word/../../evil.xml", "/etc/evil.xml", "word\\evil.xml", "C:evil.xml"]
)
def test_a_part_outside_the_package_is_refused(refusal, make_docx, name):
    assert refusal("a.docx", make_docx(**{name: "<x/>"}))["file_damaged"]["cause"] == "names"


def test_two_parts_with_the_same_name_are_refused(refusal, make_docx):
    assert refusal("a.docx", make_docx(**{"WORD/document.xml": "<x/>"}))["file_damaged"]["cause"] == "names"


def test_an_encrypted_part_is_locked(refusal, make_docx):
    content = make_docx()
    at = content.index(b"PK\x01\x02") + 8  # the flags of the first part

    assert refusal("a.docx", content[:at] + b"\x01" + content[at + 1 :]) == {"file_locked": {"name": "a.docx"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_is_refused_in_any_encoding(refusal, make_xlsx, encoding):
    part = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    )

    reasons = refusal("a.xlsx", make_xlsx(**{"xl/worksheets/sheet1.xml": part.encode(encoding)}))

    assert reasons == {"file_damaged": {"name": "a.xlsx", "cause": "doctype"}}


def test_the_workbook_behind_a_chart_is_cleaned_too(make_docx, make_xlsx, unpack):
    content = make_docx(**{"word/embeddings/Microsoft_Excel_Worksheet.xlsx": make_xlsx("Số phiếu")})

    parts = unpack(accept("a.docx", content, max_bytes=LIMIT).content)

    assert b"Author" not in unpack(parts["word/embeddings/Microsoft_Excel_Worksheet.xlsx"])["docProps/core.xml"]


def test_a_file_in_a_file_in_a_file_is_refused(refusal, make_docx, make_xlsx):
    inner = make_xlsx(**{"xl/embeddings/a.xlsx": make_xlsx()})

    assert set(refusal("a.docx", make_docx(**{"word/embeddings/b.xlsx": inner}))) == {"file_macro"}


def test_photographs_in_a_document_lose_their_metadata_and_keep_their_picture(make_docx, make_photo, unpack):
    photos = {"word/media/1.jpeg": make_photo(turn=6, comment=b"a note"), "word/media/2.png": make_photo("PNG")}
    photos["word/media/3.jpg"] = make_photo(mode="CMYK")  # its colours depend on a separate marker

    parts = unpack(accept("a.docx", make_docx(**photos), max_bytes=LIMIT).content)

    for name, photo in photos.items():
        cleaned, before = Image.open(BytesIO(parts[name])), Image.open(BytesIO(photo))
        assert set(cleaned.getexif()) <= {0x0112}
        assert "comment" not in cleaned.info
        assert cleaned.tobytes() == before.tobytes()
    assert Image.open(BytesIO(parts["word/media/1.jpeg"])).getexif()[0x0112] == 6
