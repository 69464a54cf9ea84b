"""The files and the names that people and offices really have, each with what becomes of it."""

import unicodedata
import zlib
from io import BytesIO

from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf, Stream, String
from PIL import Image

from tests.unit.uploads.making import (
    TYPES,
    WORD,
    WORD_TYPE,
    docx,
    exif,
    heic,
    ole,
    pack,
    paragraph,
    pdf,
    photo,
    picture,
    relationship,
    sheet,
    xlsx,
)  # fmt: skip


def _signed(made: Pdf) -> None:
    """A form with a signature, as a signing program of an office leaves it."""
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    field = Dictionary(FT=Name.Sig, T=String("Signature1"), V=made.make_indirect(signature), Subtype=Name.Widget,
                       Rect=Array([0, 0, 0, 0]))  # fmt: skip
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]), SigFlags=3)


def _scanned(made: Pdf) -> None:
    image = Stream(made, photo(gps=False))
    image.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8,
                                   ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode)  # fmt: skip
    made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=image))


def _from_word(made: Pdf) -> None:
    link = Dictionary(
        Subtype=Name.Link, Rect=Array([0, 0, 1, 1]), A=Dictionary(S=Name.URI, URI=String("http://dangbo.example"))
    )
    made.pages[0].obj.Annots = Array([link])
    made.Root.OpenAction = Array([made.pages[0].obj, Name.XYZ, None, None, 0])
    made.Root.MarkInfo = Dictionary(Marked=True)


def _of_a_scanner(*, table: bytes = b"0") -> bytes:
    """A PDF whose table of objects lies somewhere else than it says, with blanks after its end."""
    return (
        b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n"
        b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\ntrailer <</Root 1 0 R/Size 4>>\nstartxref\n"
        + table + b"\n%%EOF\n" + b"\0" * 4096
    )  # fmt: skip


def _png_with_chunk(kind: bytes, content: bytes) -> bytes:
    whole = picture("PNG")
    chunk = len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
    return whole[:33] + chunk + whole[33:]


def _sticker() -> bytes:
    content = BytesIO()
    Image.new("RGBA", (60, 40), (200, 0, 0, 0)).save(content, "WEBP", lossless=True)
    return content.getvalue()


def _pages(form: str, count: int = 2) -> bytes:
    others = [Image.new("RGB", (60, 40), color) for color in ("red", "blue")][: count - 1]
    return picture(form, save_all=True, append_images=others)


_MEDIA = {"word/_rels/document.xml.rels": relationship("image", "media/image1.tmp", "Internal")}
_COMMENTS = f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="A"/></w:comments>'
_CHART = {"word/embeddings/Microsoft_Excel_Worksheet.xlsx": xlsx("Số phiếu")}
_ONLINE = {"main": "word/document2.xml"}
_PANORAMA = photo(size=(4000, 300), gps=True)

PASSES: list[tuple[str, str, bytes, str, str]] = [
    # what it is, the name, the content, the name under which it is kept, the note
    ("a PDF of Word", "Nghị quyết.pdf", pdf(_from_word), "Nghị quyết.pdf", ""),
    ("a signed PDF", "QĐ 12-QĐ_HU.signed.pdf", pdf(_signed), "QĐ 12-QĐ_HU.signed.pdf", ""),
    ("a scan of an app", "CamScanner 12-01-2022 08.30.pdf", pdf(_scanned), "CamScanner 12-01-2022 08.30.pdf", ""),
    ("a PDF of an old scanner", "SCAN0001.PDF", _of_a_scanner(), "SCAN0001.pdf", "damage_removed"),
    ("a PDF that must not be printed", "a.pdf", pdf(encryption=Encryption(user="", owner="x")), "a.pdf", ""),
    ("a PDF of packed objects", "a.pdf", pdf(object_stream_mode=ObjectStreamMode.generate), "a.pdf", ""),
    ("a PDF for the web", "a.pdf", pdf(linearize=True), "a.pdf", ""),
    ("a PDF behind lines of a server", "a.pdf", b"\r\n\r\n" + pdf(), "a.pdf", "damage_removed"),
    ("a PDF without an extension", "Biên bản họp chi bộ tháng 12", pdf(), "Biên bản họp chi bộ tháng 12.pdf", ""),
    ("a PDF whose name ends in a year", "Báo cáo 12.2022", pdf(), "Báo cáo 12.2022.pdf", ""),
    ("a PDF that was loaded twice", "Kế hoạch.pdf (1)", pdf(), "Kế hoạch.pdf (1).pdf", ""),
    ("a PDF that is being loaded", "Kế hoạch.pdf.download", pdf(), "Kế hoạch.pdf", ""),
    ("a PDF of Word with both endings", "Báo cáo.docx.pdf", pdf(), "Báo cáo.docx.pdf", ""),
    ("a name of a Mac", unicodedata.normalize("NFD", "Hoà Thuận.pdf"), pdf(), "Hoà Thuận.pdf", ""),
    ("a name of Windows", "C:\\Users\\Bí thư\\Nghị quyết.PDF", pdf(), "Nghị quyết.pdf", ""),
    ("a name that turns around", "Báo cáo\u202efdp.pdf", pdf(), "Báo cáofdp.pdf", ""),
    ("a name too long", "Nghị quyết " * 30 + ".pdf", pdf(), ("Nghị quyết " * 30)[:116].rstrip() + ".pdf", ""),
    ("a name of signs", "★.pdf", pdf(), "★.pdf", ""),
    ("a photograph of Android", "IMG_20221201_083000.jpg", photo(), "IMG_20221201_083000.jpg", "location_removed"),
    ("a photograph that iOS converted", "IMG_0001.HEIC", photo(turn=6), "IMG_0001.jpg", "location_removed"),
    ("a photograph of a chat", "z3921_ab.jpg", photo(gps=False), "z3921_ab.jpg", "metadata_removed"),
    ("a photograph of a browser", "tải xuống.jfif", picture("JPEG"), "tải xuống.jpg", ""),
    ("a photograph without a name", "", picture("JPEG"), "minh-chung.jpg", ""),
    ("a photograph in steps", "a.jpeg", picture("JPEG", progressive=True), "a.jpeg", ""),
    ("a photograph for print", "a.jpg", picture("JPEG", "CMYK"), "a.jpg", ""),
    ("a photograph in grey", "a.jpg", picture("JPEG", "L"), "a.jpg", ""),
    ("a panorama", "PANO_2022.jpg", _PANORAMA, "PANO_2022.jpg", "location_removed"),
    ("a photograph with a copy of itself", "a.jpg", _pages("MPO"), "a.jpg", "metadata_removed"),
    ("a shot of the screen", "Screenshot_2022.png", picture("PNG", "RGBA"), "Screenshot_2022.png", ""),
    ("a shot of an iPhone's screen", "IMG_0002.PNG", picture("PNG", exif=exif(gps=False)), "IMG_0002.png",
     "metadata_removed"),
    ("a PNG of 16 bits", "a.png", picture("PNG", "I;16"), "a.png", ""),
    ("a PNG of a palette", "a.png", picture("PNG", "P"), "a.png", ""),
    ("a PNG with a date", "a.png", _png_with_chunk(b"tIME", b"\x07\xe6\x0c\1\0\0\0"), "a.png", ""),
    ("a picture of a web page", "anh.webp", picture("WEBP"), "anh.jpg", ""),
    ("a WebP of a phone", "anh.webp", picture("WEBP", exif=exif()), "anh.jpg", "location_removed"),
    ("a sticker one can see through", "a.webp", _sticker(), "a.png", ""),
    ("a page of a fax", "fax.tif", picture("TIFF", "1", compression="group4"), "fax.png", ""),
    ("a picture of Paint", "Untitled.bmp", picture("BMP"), "Untitled.jpg", ""),
    ("a drawing of the web", "logo.gif", picture("GIF", "P"), "logo.png", ""),
    ("a photograph of a new Android", "a.avif", picture("AVIF"), "a.jpg", ""),
    ("a document of Word", "Biên bản.docx", docx(), "Biên bản.docx", "properties_removed"),
    ("a document of Word Online", "a.docx", docx(**_ONLINE), "a.docx", "properties_removed"),
    ("a document with comments", "a.docx", docx(**{"word/comments.xml": _COMMENTS}), "a.docx", "properties_removed"),
    ("a document with a chart", "a.docx", docx(**_CHART), "a.docx", "properties_removed"),
    ("a document with a copied picture", "a.docx", docx(**_MEDIA, **{"word/media/image1.tmp": photo()}), "a.docx",
     "properties_removed"),
    ("a document with a picture of an iPhone", "a.docx", docx(**{"word/media/image1.heic": heic()}), "a.docx",
     "properties_removed"),
    ("a document with drawings", "a.docx", docx(**{"word/media/image1.emf": b"\1\0\0\0" + b"\0" * 36 + b" EMF"}),
     "a.docx", "properties_removed"),
    ("a document with a picture on a disk", "a.docx", docx(
        '<w:p><a:blip xmlns:a="a" r:embed="rId9" r:link="rId1"/></w:p>',
        **{"word/_rels/document.xml.rels": relationship("image", "file:///C:/a.png")}), "a.docx", "links_removed"),
    ("a table of Excel", "Danh sách.xlsx", xlsx("Số phiếu"), "Danh sách.xlsx", "properties_removed"),
    ("a table with drawings", "a.xlsx", xlsx(**{"xl/drawings/vmlDrawing1.vml": "<xml><br><v:shape/></xml>"}),
     "a.xlsx", "properties_removed"),
    ("a table with a printer's settings", "a.xlsx", xlsx(**{"xl/printerSettings/printerSettings1.bin": b"\0" * 9}),
     "a.xlsx", "properties_removed"),
    ("a table with sums", "a.xlsx", xlsx(**{"xl/worksheets/sheet1.xml": sheet("<c><f>SUM(A1:A2)</f></c>")}), "a.xlsx",
     "properties_removed"),
    ("a table named as a document", "Danh sách.docx", xlsx("x"), "Danh sách.xlsx", "properties_removed"),
]  # fmt: skip
REFUSED: list[tuple[str, str, bytes, str, dict[str, str]]] = [
    # what it is, the name, the content, the code and what else the reason says
    ("a photograph of an iPhone", "IMG_0001.heic", heic(), "file_heic", {}),
    ("a PDF with a password", "a.pdf", pdf(encryption=Encryption(user="mở", owner="x")), "file_locked", {}),
    ("a document with a password", "a.docx", ole("EncryptedPackage"), "file_locked", {}),
    ("a document of old Word", "a.doc", ole("WordDocument"), "file_old_office", {}),
    ("a document of old Word under a new name", "a.docx", ole("WordDocument"), "file_old_office", {}),
    ("a table of old Excel", "a.xls", ole("Workbook"), "file_old_office", {}),
    ("a document saved as XML", "a.doc", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w/>',
     "file_print", {"found": "office_xml"}),
    ("a document saved as a page", "a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x",
     "file_print", {"found": "html"}),
    ("a table of Excel 95", "a.xls", ole("Book\0\0\0\0"), "file_old_office", {}),
    ("a table of Excel 4", "a.xls", b"\x09\x04\x06\0\0\0\x10\0" + b"\0" * 99, "file_old_office", {}),
    ("slides", "a.pptx", pack({"[Content_Types].xml": TYPES.format("/ppt/presentation.xml",
        WORD_TYPE.replace("wordprocessingml.document", "presentationml.presentation")), "ppt/presentation.xml": "<x/>",
        "_rels/.rels": relationship("officeDocument", "ppt/presentation.xml", "Internal")}),
     "file_print", {"found": "slides"}),
    ("old slides", "a.ppt", ole("PowerPoint Document"), "file_print", {"found": "slides"}),
    ("a table of a web page", "Báo cáo.xls", b"<html><table><tr><td>1</td></tr></table></html>", "file_print",
     {"found": "html"}),
    ("a document of LibreOffice", "a.odt", pack({"mimetype": "application/vnd.oasis.opendocument.text"}), "file_print",
     {"found": "opendocument"}),
    ("a document of a Mac", "a.pages", pack({"Index/Document.iwa": b"x"}), "file_print", {"found": "pages"}),
    ("a text with marks", "a.rtf", b"{\\rtf1\\ansi Bien ban}", "file_print", {"found": "rtf"}),
    ("a plain text", "ghi-chu.txt", "Ghi chú họp".encode(), "file_print", {"found": "text"}),
    ("an archive", "minh chung.zip", pack({"a.txt": "x"}), "file_archive", {}),
    ("another archive", "minh chung.rar", b"Rar!\x1a\x07\x01\0" + b"\0" * 20, "file_archive", {}),
    ("a film", "VID_0001.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0" * 64, "file_film", {}),
    ("a sound", "ghi am.mp3", b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\x44" + b"\0" * 400, "file_film", {}),
    ("a scan of several pages", "scan.tiff", _pages("TIFF"), "file_frames", {}),
    ("a moving picture", "a.gif", _pages("GIF"), "file_frames", {}),
    ("a moving picture in PNG", "a.png", _pages("PNG"), "file_frames", {}),
    ("half a photograph", "a.jpg", photo()[:600], "file_damaged", {"cause": "cut"}),
    ("half a PDF", "a.pdf", pdf()[:300], "file_damaged", {"cause": "cut"}),
    ("half a document", "a.docx", docx()[:-40], "file_damaged", {"cause": "cut"}),
    ("a table without its main part", "a.xlsx", pack({"xl/styles.xml": "<x/>"}), "file_damaged", {"cause": "main"}),
    ("a table of noise", "a.xlsx", b"\x07\x12" * 99, "file_damaged", {"cause": "other"}),
    ("nothing", "a.pdf", b"", "file_empty", {}),
    ("a program of Android", "app.apk", pack({"AndroidManifest.xml": b"x"}), "file_archive", {}),
    ("a formula of MathType", "a.docx", docx(**{"word/embeddings/oleObject1.bin": ole("Equation")}), "file_macro",
     {"cause": "ole"}),
    ("a secret paper", "a.docx", docx(paragraph("TỐI MẬT")), "file_secret", {"word": "TỐI MẬT"}),
]  # fmt: skip
