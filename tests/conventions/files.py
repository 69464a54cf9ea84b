"""Words inside files of the kinds that the service gives out, to see that a mark is found there."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from grading.documents.workbooks import make_table

_PDF = """%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length %d>>stream
%s
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>"""


def as_workbook(words: str) -> bytes:
    return make_table("Danh sách", ("TT", "Ghi chú"), [("1", words)])


def as_archive(words: str) -> bytes:
    """Returns an archive that holds a workbook."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("danh-sach.xlsx", as_workbook(words))
    return out.getvalue()


def as_pdf(words: str) -> bytes:
    shown = f"BT /F 12 Tf 20 100 Td ({words}) Tj ET"
    return (_PDF % (len(shown), shown)).encode()
