"""An archive of another program is called what it is, whatever its name, and not a Word file without its main part."""

import pytest

from grading.documents.uploads.recognising import ZIP_START
from tests.unit.uploads.making import TYPES, docx, pack, relationship

VISIO = "application/vnd.ms-visio.drawing.main+xml"
XPS = "application/vnd.ms-package.xps-fixeddocumentsequence+xml"
FILES = {
    "book": pack({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}),
    "opendocument": pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
    "xps": pack({"[Content_Types].xml": TYPES.format("/FixedDocSeq.fdseq", XPS), "FixedDocSeq.fdseq": "<x/>",
                 "_rels/.rels": relationship("fixedrepresentation", "/FixedDocSeq.fdseq", "Internal")}),
    "visio": pack({"[Content_Types].xml": TYPES.format("/visio/document.xml", VISIO), "visio/document.xml": "<x/>",
                   "_rels/.rels": relationship("document", "visio/document.xml", "Internal")}),
    "pages": pack({"Index/Document.iwa": "x"}),
}  # fmt: skip


@pytest.mark.parametrize("found", FILES)
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.zip", "a"])
def test_an_archive_of_another_program_is_called_what_it_is(refusal, name, found):
    assert FILES[found].startswith(ZIP_START)
    assert refusal(name, FILES[found])["file_print"]["found"] == found


def test_a_word_file_that_lacks_its_main_part_is_still_called_so(refusal):
    content = docx(
        main="word/document.xml", **{"_rels/.rels": relationship("officeDocument", "word/b.xml", "Internal")}
    )

    assert refusal("a.docx", content)["file_damaged"]["cause"] == "main"
