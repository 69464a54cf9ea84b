"""A commendation, beside the plain loop: WeasyPrint with fonts and style read anew for each sheet of the same HTML."""

from grading.bench.goals import Goal
from grading.documents import commendation
from grading.documents.pdf import PRINT, VARIANT, fetcher, printing
from grading.rules.frozen.facts import FrozenFacts

LEAST = 1.3
FACTS = FrozenFacts(
    issuer_line="BAN THƯỜNG VỤ HUYỆN ỦY MẪU", recipient="Chi bộ 07 xã Mẫu", recipient_parent="Đảng bộ xã Mẫu",
    achievement="Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu năm 2022", formula="T/M BAN THƯỜNG VỤ",
    office="BÍ THƯ", place_date="Mẫu, ngày 05 tháng 01 năm 2023", decision_line="Quyết định số 127-QĐ/HU",
    register_line="Số vào sổ: 02/2023", short_code="7K4MQ2XD9HTR", serial="MAU/2023/2",
    verify_url="https://danh-gia.example/verify/7K4MQ2XD9HTRP6WB3VJK7K4MQ2", signer_name=None, mark=None,
)  # fmt: skip


def sheet_line(rounds: int) -> str:
    html = commendation.page_of(FACTS)
    goal = Goal(what="một Giấy khen, từ dữ liệu đến PDF", beside="WeasyPrint thường, cùng HTML", least=LEAST)
    return goal.measured(lambda: commendation.render(FACTS), lambda: _plain(html), rounds)


def _plain(html: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetch = FontConfiguration(), fetcher(PRINT)
    style = CSS(url=f"bundle:{commendation.STYLE}", url_fetcher=fetch, font_config=fonts)
    page = HTML(string=html, base_url="bundle:", url_fetcher=fetch)
    with printing():
        return bytes(page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant=VARIANT) or b"")
