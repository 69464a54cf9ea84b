"""Makes small real files: photographs, PDF, Word and Excel files as phones and offices make them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pikepdf
from PIL import Image

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
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="{}" ContentType="{}"/></Types>'
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


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
        f'{XML}<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def field(code: str, shown: str = "Hình") -> str:
    """A field of Word: its code, and what it showed last."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"<w:p>{sign('begin')}{code}{sign('separate')}<w:r><w:t>{shown}</w:t></w:r>{sign('end')}</w:p>"


def docx(body: str = paragraph("Biên bản họp chi bộ"), *, main: str = "word/document.xml", kind: str = WORD_TYPE,
         **more: str | bytes) -> bytes:  # fmt: skip
    return pack(
        {
            "[Content_Types].xml": TYPES.format(f"/{main}", kind),
            "_rels/.rels": relationship("officeDocument", main, "Internal"),
            main: f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": CORE,
            "docProps/app.xml": APP,
            **more,
        }
    )


def xlsx(*strings: str, kind: str = EXCEL_TYPE, **more: str | bytes) -> bytes:
    shared = "".join(f"<si><t>{string}</t></si>" for string in strings)
    return pack(
        {
            "[Content_Types].xml": TYPES.format("/xl/workbook.xml", kind),
            "_rels/.rels": relationship("officeDocument", "xl/workbook.xml", "Internal"),
            "xl/workbook.xml": f'{XML}<workbook xmlns="{EXCEL}"/>',
            "xl/sharedStrings.xml": f'{XML}<sst xmlns="{EXCEL}">{shared}</sst>',
            "docProps/core.xml": CORE,
            **more,
        }
    )


def sheet(cells: str, after: str = "") -> str:
    return (
        f'{XML}<worksheet xmlns="{EXCEL}" xmlns:r="{OFFICE}"><sheetData><row r="1">{cells}</row></sheetData>'
        f"{after}</worksheet>"
    )


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _pdf: None, **save: object) -> bytes:
    """A PDF of one page; `change` adds to it what a program would."""
    written = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        made.save(written, deterministic_id="encryption" not in save, **save)
    return written.getvalue()


def photo(form: str = "JPEG", *, mode: str = "RGB", turn: int = 1, gps: bool = True, size: tuple[int, int] = (60, 40),
          **save: object) -> bytes:  # fmt: skip
    """A photograph, red in its upper left corner, with the metadata a phone writes."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, 20, 20))
    content = BytesIO()
    image.convert(mode).save(content, form, exif=exif(turn, gps=gps), **save)
    return content.getvalue()


def exif(turn: int = 1, *, gps: bool = True) -> Image.Exif:
    written = Image.Exif()
    written[0x0112] = turn
    written[0x010F] = "An Invented Phone"
    if gps:
        written.get_ifd(0x8825).update({1: "N", 2: (9.0, 54.0, 0.0)})
    return written


def picture(form: str, mode: str = "RGB", **save: object) -> bytes:
    content = BytesIO()
    Image.new("RGB", (60, 40), "white").convert(mode).save(content, form, **save)
    return content.getvalue()


def heic(exif_block: bytes = b"") -> bytes:
    """The beginning of a photograph of an iPhone; `exif_block` lies where its metadata would."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 8 + exif_block + b"\0" * 64


def ole(stream: str) -> bytes:
    """The beginning of a file of Office before 2007 with one named stream in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024 + stream.encode("utf-16-le")
