"""Makers of small real files: photographs, PDF, Word and Excel files as phones and offices make them."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from grading.documents.uploads.accepting import accept
from grading.documents.uploads.refusal import UploadRefused

LIMIT = 2 * 1024 * 1024  # bytes
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE = (
    XML + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>An Invented Author</dc:creator>'
    "<cp:lastModifiedBy>Another Author</cp:lastModifiedBy></cp:coreProperties>"
)
APP = (
    XML + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>An Invented Company</Company></Properties>"
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="{}" ContentType="{}"/></Types>'
)


def pack(parts: dict[str, str | bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relationship(kind: str, target: str, mode: str = "External") -> str:
    return (
        f'{XML}<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{_OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture(name="pack")
def pack_fixture():
    return pack


@pytest.fixture(name="unpack")
def unpack_fixture():
    return unpack


@pytest.fixture(name="paragraph")
def paragraph_fixture():
    return paragraph


@pytest.fixture(name="relationship")
def relationship_fixture():
    return relationship


@pytest.fixture
def make_docx():
    def make(body: str = paragraph("Biên bản họp chi bộ"), **more: str | bytes) -> bytes:
        return pack(
            {
                "[Content_Types].xml": _TYPES.format(
                    "/word/document.xml",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                ),
                "_rels/.rels": relationship("officeDocument", "word/document.xml", "Internal"),
                "word/document.xml": f'{XML}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
                "docProps/core.xml": CORE,
                "docProps/app.xml": APP,
                **more,
            }
        )

    return make


@pytest.fixture
def make_xlsx():
    def make(*strings: str, **more: str | bytes) -> bytes:
        shared = "".join(f"<si><t>{string}</t></si>" for string in strings)
        return pack(
            {
                "[Content_Types].xml": _TYPES.format(
                    "/xl/workbook.xml",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                ),
                "_rels/.rels": relationship("officeDocument", "xl/workbook.xml", "Internal"),
                "xl/workbook.xml": f'{XML}<workbook xmlns="{_EXCEL}"/>',
                "xl/sharedStrings.xml": f'{XML}<sst xmlns="{_EXCEL}">{shared}</sst>',
                "docProps/core.xml": CORE,
                **more,
            }
        )

    return make


@pytest.fixture
def make_pdf():
    def make(objects: bytes = b"1 0 obj <</Type /Catalog>> endobj") -> bytes:
        return b"%PDF-1.7\n" + objects + b"\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

    return make


@pytest.fixture
def make_photo():
    """Makes a photograph 60 pixels wide and 40 high, red in its upper left corner, with the metadata a phone writes."""

    def make(form: str = "JPEG", *, mode: str = "RGB", turn: int = 1, gps: bool = True, **save: object) -> bytes:
        image = Image.new("RGB", (60, 40), "white")
        image.paste((200, 0, 0), (0, 0, 20, 20))
        exif = Image.Exif()
        exif[0x0112] = turn
        exif[0x010F] = "An Invented Phone"
        if gps:
            exif.get_ifd(0x8825).update({1: "N", 2: (9.0, 54.0, 0.0)})
        content = BytesIO()
        image.convert(mode).save(content, form, exif=exif, **save)
        return content.getvalue()

    return make


@pytest.fixture
def refusal():
    """Returns a function that gives the reasons for which a file is refused, as code → parameters."""

    def reasons(name: str, content: bytes, max_bytes: int = LIMIT) -> dict[str, dict[str, object]]:
        with pytest.raises(UploadRefused) as refused:
            accept(name, content, max_bytes=max_bytes)
        return {reason.code: dict(reason.params) for reason in refused.value.reasons}

    return reasons
