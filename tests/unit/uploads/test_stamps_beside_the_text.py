"""A stamp of a secret paper is found where it is not part of the running text: watermarks, page headers, properties,
names of sheets, notes of a PDF."""

import pytest
from pikepdf import Array, Dictionary, Name

from grading.documents.uploads.accepting import accept
from tests.unit.uploads.making import CORE, EXCEL, WORD, XML, docx, pdf, sheet, xlsx

VML = "urn:schemas-microsoft-com:vml"
MARK = f'<v:shape xmlns:v="{VML}"><v:textpath string="TUYỆT MẬT"/></v:shape>'
BOX = f'<xml xmlns:v="{VML}"><v:textbox><div><font face="Tahoma">TUYỆT MẬT</font></div></v:textbox></xml>'
DRAWN = (
    '<xdr:wsDr xmlns:xdr="x" xmlns:a="y"><a:p><a:r><a:t>TUYỆT </a:t></a:r><a:r><a:t>MẬT</a:t></a:r></a:p></xdr:wsDr>'
)
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
SHEET = "xl/worksheets/sheet1.xml"


def page_header(text, place="oddHeader"):
    return sheet('<c r="A1"><v>1</v></c>', f"<headerFooter><{place}>{text}</{place}></headerFooter>")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/header1.xml", f'{XML}<w:hdr xmlns:w="{WORD}"><w:p><w:pict>{MARK}</w:pict></w:p></w:hdr>'),
        ("word/footer1.xml", f'{XML}<w:ftr xmlns:w="{WORD}"><w:p><w:delText>TUYỆT MẬT</w:delText></w:p></w:ftr>'),
        *(("docProps/core.xml", CORE.replace("<dc:creator>", f"<{tag}>TUYỆT MẬT</{tag}><dc:creator>"))
          for tag in ("dc:title", "dc:subject", "cp:keywords", "dc:description", "cp:category")),
        ("docProps/custom.xml", f'{XML}<Properties xmlns="{CUSTOM}" xmlns:vt="v"><property><vt:lpwstr>TUYỆT MẬT'
         "</vt:lpwstr></property></Properties>"),
    ],
)  # fmt: skip
def test_a_stamp_of_a_word_file_beside_its_text_is_found(refusal, part, content):
    assert refusal("a.docx", docx(**{part: content}))["file_secret"]["word"] == "TUYỆT MẬT"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, page_header("&amp;CTUYỆT MẬT")),
        (SHEET, page_header('&amp;LHUYỆN&amp;R&amp;"Arial,Bold"&amp;14&amp;KFF0000TUYỆT MẬT', "firstFooter")),
        (SHEET, page_header("&amp;CĐẢNG BỘ\n&amp;BTUYỆT MẬT&amp;B", "evenHeader")),
        (SHEET, sheet('<c r="A1" t="str"><f>"TUYỆT "&amp;"MẬT"</f><v>TUYỆT MẬT</v></c>')),
        ("xl/workbook.xml", f'{XML}<workbook xmlns="{EXCEL}"><sheets><sheet name="TUYỆT MẬT"/></sheets></workbook>'),
        ("xl/drawings/drawing1.xml", XML + DRAWN),
        ("xl/drawings/vmlDrawing1.vml", BOX),
        ("xl/drawings/vmlDrawing2.vml", f'<xml xmlns:v="{VML}"><br>{MARK}</xml>'),
        ("xl/comments1.xml",
         f'{XML}<comments xmlns="{EXCEL}"><comment><text><t>TUYỆT MẬT</t></text></comment></comments>'),
        ("xl/threadedComments/threadedComment1.xml",
         f'{XML}<ThreadedComments xmlns="t"><one><text>TUYỆT MẬT</text></one></ThreadedComments>'),
        ("docProps/app.xml", f'{XML}<Properties xmlns="{APP}" xmlns:v="v"><v:lpstr>TUYỆT MẬT</v:lpstr></Properties>'),
    ],
)  # fmt: skip
def test_a_stamp_of_a_workbook_beside_its_cells_is_found(refusal, part, content):
    assert refusal("a.xlsx", xlsx(**{part: content}))["file_secret"]["word"] == "TUYỆT MẬT"


def with_note(made):
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 9, 9], Contents="ĐẢNG BỘ\nTUYỆT MẬT")
    made.pages[0].Annots = Array([made.make_indirect(note)])


def with_field(made):
    typed = made.make_indirect(Dictionary(FT=Name.Tx, T="Độ mật", V="TUYỆT MẬT"))
    made.Root.AcroForm = Dictionary(Fields=Array([typed]))


def with_title(made):
    made.docinfo["/Title"] = "TUYỆT MẬT"


@pytest.mark.parametrize("change", [with_note, with_field, with_title])
def test_a_stamp_of_a_pdf_beside_its_pages_is_found(refusal, change):
    assert refusal("a.pdf", pdf(change))["file_secret"]["word"] == "TUYỆT MẬT"


@pytest.mark.parametrize("text", ["&amp;CBẢO MẬT", "&amp;LBÍ&amp;RMẬT ĐỘ", "&amp;C&amp;P/&amp;N", "M&amp;&amp;T"])
def test_an_ordinary_page_header_is_accepted(text):
    content = xlsx("Chi bộ", **{SHEET: page_header(text)})

    assert accept("a.xlsx", content, max_bytes=10**6).name == "a.xlsx"
