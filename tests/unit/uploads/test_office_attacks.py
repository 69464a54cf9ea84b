"""A Word or Excel file that starts or fetches something is refused with the true reason, or cleaned of it."""

import pytest

from grading.documents.uploads.accepting import accept
from tests.unit.uploads.making import WORD_TYPE, docx, field, pack, paragraph, relationship, unpack, xlsx
from tests.unit.uploads.office_attacks import CLEANED, REFUSED

LIMIT = 2 * 1024 * 1024  # bytes
NAMES = {"Nguyễn Văn A".encode(), b"Tran B", b"TB", b"b@x"}
RELS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(("content", "cause"), [pytest.param(*rest, id=what) for what, *rest in REFUSED])
def test_a_file_that_acts_or_fetches_is_refused(refusal, content, cause):
    reasons = refusal("a.docx", content)

    assert reasons == {"file_macro": {"name": "a.docx", "cause": cause}}


@pytest.mark.parametrize(("name", "content", "gone"), [pytest.param(*rest, id=what) for what, *rest in CLEANED])
def test_a_link_or_a_name_is_taken_out_and_the_words_stay(name, content, gone):
    before = unpack(content)

    accepted = accept(name, content, max_bytes=LIMIT)

    parts = unpack(accepted.content)
    assert any(gone in part for part in before.values())
    assert [part for path, part in parts.items() if gone in part and path != "_rels/.rels"] == []
    assert all(word in b"".join(parts.values()) for word in ("Hình".encode(), "Chữ".encode(), "Xem tại đây".encode())
               if word in b"".join(before.values()))  # fmt: skip
    assert accepted.note == ("properties_removed" if gone in NAMES else "links_removed")


@pytest.mark.parametrize(("name", "content", "_gone"), [pytest.param(*rest, id=what) for what, *rest in CLEANED])
def test_what_was_cleaned_is_not_cleaned_again(name, content, _gone):
    once = accept(name, content, max_bytes=LIMIT)

    twice = accept(name, once.content, max_bytes=LIMIT)

    assert (twice.sha256, twice.note) == (once.sha256, "")


def test_a_file_with_names_only_in_its_changes_says_that_they_were_removed():
    change = docx('<w:p><w:ins w:id="1" w:author="Tran B"><w:r><w:t>Chữ</w:t></w:r></w:ins></w:p>')
    parts = {name: part for name, part in unpack(change).items() if not name.startswith("docProps/")}

    accepted = accept("a.docx", pack(parts), max_bytes=LIMIT)

    assert accepted.note == "properties_removed"


def test_plain_links_and_page_fields_stay():
    link = relationship("hyperlink", "https://outside.example/DDE", "external")
    fields = field(' HYPERLINK "https://outside.example/" ') + field(' HYPERLINK \\l "_Toc1" ') + field(" PAGE ")

    content = accept("a.docx", docx(paragraph("Trang") + fields, **{RELS: link}), max_bytes=LIMIT).content

    parts = unpack(content)
    assert b'Target="https://outside.example/DDE" TargetMode="External"' in parts[RELS]
    assert parts["word/document.xml"].count(b"HYPERLINK") == 2


def test_a_link_within_the_file_stays_however_it_is_written():
    contents = relationship("hyperlink", "#__RefHeading___Toc1", "External")

    accepted = accept("a.docx", docx(**{RELS: contents}), max_bytes=LIMIT)

    assert b'Target="#__RefHeading___Toc1"' in unpack(accepted.content)[RELS]
    assert accepted.note == "properties_removed"


def test_a_link_spelled_in_another_way_is_spelled_as_the_standard_does():
    odd = relationship("hyperlink", "https://outside.example/", " EXTERNAL")

    parts = unpack(accept("a.docx", docx(**{RELS: odd}), max_bytes=LIMIT).content)

    assert b'TargetMode="External"' in parts[RELS]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (docx(kind=WORD_TYPE.replace("document.main", "template.main")), "template"),
        (xlsx(kind="application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "binary_sheet"),
        (docx(kind="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "slides"),
    ],
)  # fmt: skip
def test_another_kind_of_office_file_is_named(refusal, content, found):
    assert refusal("a.docx", content) == {"file_print": {"name": "a.docx", "found": found}}
