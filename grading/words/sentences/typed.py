"""The reasons why a text that somebody typed is no number and no day."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

TYPED: Mapping[str, str] = {
    "number_none": _("“%(value)s” không phải số. Mời ghi bằng chữ số, ví dụ 18 hoặc 27,5."),
    "number_negative": _("“%(value)s”: không nhận số âm."),
    "number_not_whole": _("“%(value)s” không phải số nguyên. Ô này đếm từng đơn vị, không có phần thập phân."),
    "number_unclear": _(
        "“%(value)s” có thể hiểu theo hơn một cách. Mời ghi liền các chữ số, ví dụ 1250; "
        "phần thập phân ghi sau dấu phẩy, ví dụ 12,5."
    ),
    "number_fine": _("“%(value)s” có quá hai chữ số thập phân. Mời làm tròn đến hai chữ số."),
    "number_long": _("“%(value)s” quá lớn so với số liệu ở đây. Mời kiểm tra lại."),
    "day_none": _("“%(value)s” không phải ngày. Viết ngày theo mẫu 31/12/2022."),
    "day_short_year": _("“%(value)s” chỉ có hai chữ số của năm. Mời ghi năm bằng bốn chữ số, ví dụ 31/12/2022."),
    "day_year": _("Ngày phải trong các năm %(years)s."),
}
