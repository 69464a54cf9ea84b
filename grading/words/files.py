"""What is wrong with a file that was refused, and what kind of file it really is, in words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

CAUSES: Mapping[str, str] = {
    "cut": _("tệp bị hỏng hoặc chưa đầy đủ"),
    "other": _("nội dung không đúng với tên tệp, hoặc tệp đã hỏng"),
    "main": _("tệp thiếu phần chính của văn bản Word hoặc sổ tính Excel"),
    "two": _("trong một tệp có hai loại nội dung chồng lên nhau"),
    "doctype": _("tệp có phần khai báo không được nhận"),
    "names": _("các phần trong tệp có tên không hợp lệ"),
    "program": _("tệp có chương trình (macro) bên trong"),
    "external": _("tệp lấy nội dung từ nơi khác"),
    "ole": _("tệp có đối tượng nhúng từ chương trình khác (OLE), ví dụ công thức MathType"),
    "attached": _("tệp có tệp khác đính kèm bên trong"),
    "chunk": _("tệp chèn nguyên một tệp khác vào giữa văn bản"),
    "links": _("công thức lấy số liệu từ một tệp khác"),
    "queries": _("tệp tự lấy số liệu từ trang mạng hoặc cơ sở dữ liệu"),
    # PDF
    "JavaScript": _("tệp có mã lệnh JavaScript"),
    "Launch": _("tệp mở chương trình hoặc tệp khác"),
    "URI": _("tệp có liên kết không dẫn đến trang web"),
    "SubmitForm": _("tệp có biểu mẫu gửi hoặc lấy số liệu từ nơi khác"),
    "OpenAction": _("tệp tự chạy lệnh ngay khi mở"),
    "XFA": _("tệp là biểu mẫu động (XFA)"),
    "EmbeddedFile": _("tệp có tệp khác đính kèm bên trong"),
    "RichMedia": _("tệp có phim, âm thanh hoặc mô hình ba chiều"),
}
FOUND: Mapping[str, str] = {
    "slides": _("bản trình chiếu PowerPoint"),
    "opendocument": _("tệp OpenDocument (ODT, ODS)"),
    "pages": _("tệp Pages hoặc Numbers của máy Apple"),
    "book": _("sách điện tử (EPUB)"),
    "xps": _("bản in XPS"),
    "visio": _("hình vẽ Visio"),
    "binary_sheet": _("sổ tính nhị phân (XLSB)"),
    "template": _("tệp mẫu của Word hoặc Excel"),
    "office_xml": _("văn bản Word hoặc bảng Excel lưu dạng XML"),
    "rtf": _("văn bản RTF"),
    "html": _("trang web (HTML), dù tên tệp có đuôi khác"),
    "svg": _("hình vẽ SVG"),
    "text": _("tệp chữ (TXT, CSV, XML)"),
}
"""The kinds of files that a program prints as PDF."""
