"""Word and Excel files that start or fetch something: what is refused, and what is cleaned and then accepted."""

from tests.unit.uploads.making import (
    EXCEL,
    OFFICE,
    TYPES,
    WORD,
    WORD_TYPE,
    XML,
    docx,
    field,
    ole,
    relationship,
    sheet,
    xlsx,
)  # fmt: skip

_RELS = "word/_rels/document.xml.rels"
_SHEET, _SHEET_RELS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
_DDE = f'<w:x xmlns:w="{WORD}">' + "{}</w:x>"
_INSIDE = "Internal"


def _relation(kind: str, target: str = "media/other.bin", mode: str = _INSIDE) -> dict[str, str]:
    return {_RELS: relationship(kind, target, mode)}


def _sheet_with(cells: str = "", after: str = "") -> dict[str, str]:
    return {_SHEET: sheet(cells, after)}


REFUSED: list[tuple[str, bytes, str]] = [
    ("a macro", docx(**{"word/vbaProject.bin": b"x"}), "program"),
    ("a macro under another name", docx(**_relation("vbaProject")), "program"),
    ("a file for macros", docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "program"),
    ("a control", docx(**{"word/activeX/activeX1.bin": b"x"}), "program"),
    ("a control under another name", docx(**_relation("control")), "program"),
    ("a program as a picture", docx(**{"word/media/image1.png": b"MZ\x90\x00"}), "program"),
    ("a program of Linux", docx(**{"word/media/image1.tmp": b"\x7fELF"}), "program"),
    ("a sheet of macros", xlsx(**{"xl/macrosheets/sheet1.xml": f'<m:macrosheet xmlns:m="{EXCEL}"/>'}), "program"),
    ("a sheet of macros elsewhere", xlsx(**{"xl/worksheets/sheet9.xml": '<macrosheet xmlns="x"/>'}), "program"),
    ("a sheet of macros by relation", xlsx(**{_SHEET_RELS: relationship("xlMacrosheet", "a.xml", _INSIDE)}), "program"),
    ("an object", docx(**{"word/embeddings/oleObject1.bin": b"x"}), "ole"),
    ("an object as settings", docx(**{"word/printerSettings1.bin": ole("Package")}), "ole"),
    ("an object by relation", docx(**_relation("oleObject")), "ole"),
    ("an object elsewhere", docx(**_relation("oleObject", "https://outside.example/x", "External")), "ole"),
    ("an archive as a picture", docx(**{"word/media/image1.png": b"PK\x03\x04"}), "attached"),
    ("a program attached", docx(**{"word/embeddings/tool.exe": b"x"}), "attached"),
    ("a film", docx(**{"word/media/media1.mp4": b"\0\0\0\x18ftypisom" + b"\0" * 16}), "attached"),
    ("another exchange", docx(field(" DDEAUTO c:\\\\x ")), "program"),
    ("another exchange in lower case", docx(field("  dde x ")), "program"),
    ("an exchange in two runs", docx(field("DD</w:instrText><w:instrText>EAUTO x")), "program"),
    ("an exchange in a simple field", docx(f'<w:fldSimple w:instr=" DDE x" xmlns:w="{WORD}"/>'), "program"),
    ("an exchange without its signs", docx(**{"word/footer1.xml": _DDE.format(
        "<w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>DDE x</w:instrText>")}), "program"),
    ("an exchange in a part named as a picture", docx(**{"word/media/image1.png": _DDE.format(
        "<w:instrText>DDE x</w:instrText>")}), "program"),
    ("an exchange in UTF-16", docx(**{"word/footer1.xml": (
        '<?xml version="1.0" encoding="UTF-16"?>' + _DDE.format("<w:instrText>DDE x</w:instrText>")
    ).encode("utf-16")}), "program"),
    ("an exchange of a workbook", xlsx(**{"xl/externalLinks/externalLink1.xml":
        f'<externalLink xmlns="{EXCEL}"><ddeLink ddeService="cmd"/></externalLink>'}), "program"),
    ("a chunk of HTML", docx(**_relation("aFChunk", "afchunk.htm")), "chunk"),
    ("a chunk of HTML as XML", docx(**_relation("aFChunk", "afchunk.xml")), "chunk"),
    ("a chunk of the strict kind", docx(**{_RELS: relationship("x", "a.xml", _INSIDE).replace(
        f"{OFFICE}/x", "http://purl.oclc.org/ooxml/officeDocument/relationships/aFChunk")}), "chunk"),
    ("a chunk without a relation", docx("<w:altChunk/>"), "chunk"),
    ("values of another workbook", xlsx(**{"xl/externalLinks/_rels/externalLink1.xml.rels": relationship(
        "externalLinkPath", "file:///C:\\a.xlsx")}), "links"),
    ("values of a web page", xlsx(**{"xl/connections.xml":
        f'<connections xmlns="{EXCEL}"><connection refreshOnLoad="1"><webPr url="https://outside.example/"/></connection>'
        "</connections>"}), "queries"),
    ("values of a database", xlsx(**{"xl/other.xml": f'<connections xmlns="{EXCEL}"/>'}), "queries"),
    ("a table that asks", xlsx(**{"xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{EXCEL}"/>'}), "queries"),
    ("a table that asks by relation", xlsx(**{_SHEET_RELS: relationship("queryTable", "a.xml", _INSIDE)}), "queries"),
    ("a formula that fetches", xlsx(**_sheet_with('<c><f>_xlfn.WEBSERVICE("https://x")</f></c>')), "queries"),
    ("a formula that draws", xlsx(**_sheet_with('<c><f>1+_xlfn.IMAGE ("https://x")</f></c>')), "queries"),
    ("a formula that exchanges", xlsx(**_sheet_with("<c><f>cmd|'/c calc'!A0</f></c>")), "queries"),
    ("a frame of another page", docx(**_relation("frame", "https://outside.example/x", "External")), "external"),
    ("a part of the text elsewhere", docx(**_relation("subDocument", "\\\\server\\a.docx", "External")), "external"),
    ("a part elsewhere without a mode", docx(**_relation("header", "file:///C:/a.xml")), "external"),
]  # fmt: skip

_TYPES_OF_WORD = TYPES.format("/word/document.xml", WORD_TYPE)
_LINK = '<w:hyperlink r:id="rId1"><w:r><w:t>Xem tại đây</w:t></w:r></w:hyperlink>'
_LINKED_PICTURE = '<w:p><a:blip xmlns:a="a" r:embed="rId9" r:link="rId1"/></w:p>'
_PLACES = ["https://outside.example/x y", "http://outside.example/", "file:///C:/a.docx", "\\\\server\\share\\a",
           "//server/share", "mailto:a@outside.example", "fi\tle:///x"]  # fmt: skip
_MODES = ["External", " External ", "EXTERNAL", "external", "Outside"]


def _named(*attributes: str) -> bytes:
    marks = "".join(f"<w:p><w:{mark}><w:r><w:t>Chữ</w:t></w:r></w:{mark.split()[0]}></w:p>" for mark in attributes)
    return docx(marks)


CLEANED: list[tuple[str, str, bytes, bytes]] = [
    *((f"a link to {place}", "a.docx", docx(_LINK, **_relation("hyperlink", place, "External")), b'Target="')
      for place in _PLACES),
    *((f"a template by mode {mode}", "a.docx", docx(**{
        "word/settings.xml": f'<w:settings xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:attachedTemplate r:id="rId1"/>'
                             "</w:settings>",
        "word/_rels/settings.xml.rels": relationship("attachedTemplate", "https://outside.example/a.dotm", mode),
    }), b"outside") for mode in _MODES),
    ("a template on a disk", "a.docx", docx(**_relation("attachedTemplate", "file:///E:\\Mau.dotx")), b"Mau.dotx"),
    ("a linked picture", "a.docx", docx(
        _LINKED_PICTURE, **_relation("image", "http://outside.example/a.png", "External")), b"r:link"),
    ("a picture by a field", "a.docx", docx(field(' INCLUDEPICTURE "https://outside.example/a.png" ')), b"INCLUDE"),
    ("a picture by nested fields", "a.docx", docx(
        field(f' INCLUDEPICTURE {field("QUOTE x")} "file:///a"')), b"INCLUDE"),
    ("a picture by a field in pieces", "a.docx", docx(
        f'{field("IN</w:instrText><w:instrText>CLUDE</w:instrText><w:instrText>TEXT //server/a")}'), b"TEXT"),
    ("a text by a simple field", "a.docx", docx(
        '<w:p><w:fldSimple w:instr="INCLUDETEXT x"><w:r><w:t>Chữ</w:t></w:r></w:fldSimple></w:p>'), b"INCLUDE"),
    ("a field that leads to a disk", "a.docx", docx(field('HYPERLINK "file:///C:/a.docx"')), b"HYPERLINK"),
    ("letters to many", "a.docx", docx(**{"word/settings.xml":
        f'<w:settings xmlns:w="{WORD}"><w:mailMerge><w:connectString w:val="secret"/></w:mailMerge></w:settings>'}),
     b"secret"),
    ("a drawing from elsewhere", "a.docx", docx(
        '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="\\\\server\\a.png"/>'), b"server"),
    ("a link of a cell", "a.xlsx", xlsx(
        **_sheet_with(after='<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>'),
        **{_SHEET_RELS: relationship("hyperlink", "file:///C:/a.xlsx")}), b"hyperlink "),
    ("an author of a change", "a.docx", _named('ins w:id="1" w:author="Nguyễn Văn A"'), "Nguyễn Văn A".encode()),
    ("an author of a deletion", "a.docx", _named('del w:id="1" w:author="Tran B"'), b"Tran B"),
    ("an author of a comment", "a.docx", docx(**{"word/comments.xml":
        f'<w:comments xmlns:w="{WORD}"><w:comment w:author="Tran B" w:initials="TB"/></w:comments>'}), b"TB"),
    ("a list of people", "a.docx", docx(**{"word/people.xml":
        '<w15:people xmlns:w15="x"><w15:person w15:author="Tran B"><w15:presenceInfo w15:userId="b@x"/></w15:person>'
        "</w15:people>"}), b"b@x"),
    ("an author of a cell's comment", "a.xlsx", xlsx(**{"xl/comments1.xml":
        f'<comments xmlns="{EXCEL}"><authors><author>Tran B</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><r><t>Tran B:</t></r><r><t>Đã xem</t></r></text></comment>'
        "</commentList></comments>"}), b"Tran B"),
    ("a person of a thread", "a.xlsx", xlsx(**{"xl/persons/person.xml":
        '<personList xmlns="x"><person displayName="Tran B" id="{1}" userId="b@x" providerId="AD"/></personList>'}),
     b"Tran B"),
    ("the user who shared", "a.xlsx", xlsx(**{"xl/workbook.xml":
        f'{XML}<workbook xmlns="{EXCEL}"><fileSharing userName="Tran B"/></workbook>'}), b"Tran B"),
]  # fmt: skip
"""What it is, the name, the file, and bytes that must be gone from every part."""
