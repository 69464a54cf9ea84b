"""The longest real names and absurd names neither overflow nor collide."""

import ctypes
import unicodedata
from itertools import combinations
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw
import pytest

from grading.documents.commendation import render

MM = 72 / 25.4
SLACK = 0.3
REGIONS = {  # left, top, right, bottom in mm on A4, as templates/print/README.md gives them
    "head": (31, 27.4, 266, 75.5),
    "citation": (31, 75.1, 266, 118.2),
    "signing": (163, 119, 267, 138),
    "signer": (163, 175, 267, 183),
    "entries": (80, 140, 146, 182),
}
LONG_NAME = (
    "Chi bộ Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên và Ban Quản lý các công trình phát triển nông thôn"
    " huyện Giồng Riềng"
)
LONG_PARENT = "Đảng bộ các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy Giồng Riềng"
THREE_LINES = (
    "Có thành tích xuất sắc trong công tác xây dựng Đảng, vận động Nhân dân hiến đất làm đường giao thông nông thôn,"
    " thực hiện mô hình “Chi bộ bốn tốt” và Chương trình mục tiêu quốc gia xây dựng nông thôn mới nâng cao gắn với giảm"
    " nghèo bền vững trên địa bàn các xã vùng đồng bào dân tộc Khmer, giai đoạn 2018 - 2022"
)
LONG_ISSUER = "BAN THƯỜNG VỤ ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH BÀ RỊA - VŨNG TÀU"
FIVE_YEARS = "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu 5 năm liền (2018 - 2022)"

CASES = {
    "one year": {},
    "five years": {"recipient": "Chi bộ 01 xã Hoà Thuận", "achievement": FIVE_YEARS},
    "130 letters": {"recipient": LONG_NAME, "recipient_parent": LONG_PARENT},
    "130 letters and three lines": {
        "recipient": LONG_NAME, "recipient_parent": LONG_PARENT, "achievement": THREE_LINES, "issuer_line": LONG_ISSUER,
        "signer_name": "Nguyễn Văn A",
    },
    "240 letters": {"recipient": (LONG_NAME + ", thuộc " + LONG_PARENT + " " + LONG_NAME)[:240]},
    "240 letters without a space": {"recipient": "Nguyễn" * 40},
    "a long word among others": {"recipient": "Chi bộ " + "Thạnh" * 14 + " xã Hoà Thuận - Long Thạnh"},
    "capitals with stacked marks": {"recipient": "CHI BỘ ẤP NGUYỄN VĂN THỚI ĐƯỜNG GỖ VÀM XẺO CHÁC " * 3},
    "decomposed letters": {"recipient": unicodedata.normalize("NFD", LONG_NAME), "achievement": THREE_LINES},
    "long lines at the foot": {
        "place_date": "Thành phố Bà Rịa - Vũng Tàu, ngày 05 tháng 01 năm 2023",
        "formula": "T/M BAN CHẤP HÀNH ĐẢNG BỘ CÁC CƠ QUAN ĐẢNG TỈNH", "office": "PHÓ BÍ THƯ THƯỜNG TRỰC",
        "signer_name": "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo", "short_code": "WWMMQQWWMMQQ",
        "decision_line": "Quyết định số 1127-QĐ/ĐUKCCQ&DN-TRÌNH-DIỄN-KHÔNG-CÓ-GIÁ-TRỊ, ngày 05 tháng 01 năm 2023",
    },
}  # fmt: skip


class Letter(NamedTuple):
    sign: str
    base: float
    left: float
    top: float
    right: float
    bottom: float


def letters_of(content: bytes) -> list[Letter]:
    """Returns every letter's ink in millimetres from the top left, with its base line."""
    page = pypdfium2.PdfDocument(content)[0]
    text, height = page.get_textpage(), page.get_height()
    letters = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign.strip():
            x, y = ctypes.c_double(), ctypes.c_double()
            pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
            left, bottom, right, top = text.get_charbox(index)
            sides = (height - y.value, left, height - top, right, height - bottom)
            letters.append(Letter(sign, *(side / MM for side in sides)))
    return letters


def region_of(letter: Letter) -> str | None:
    for name, (left, top, right, bottom) in REGIONS.items():
        across = left - SLACK <= letter.left and letter.right <= right + SLACK
        if across and top - SLACK <= letter.top and letter.bottom <= bottom + SLACK:
            return name
    return None


def touch(one: Letter, other: Letter) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.02 and down > 0.02


@pytest.fixture(params=CASES.values(), ids=CASES)
def letters(request, make_facts):
    return letters_of(render(make_facts(**request.param)))


def test_every_letter_is_inside_a_region(letters):
    outside_all_regions = [letter for letter in letters if region_of(letter) is None]

    assert letters
    assert not outside_all_regions


def test_no_two_lines_touch(letters):
    touching = [
        (one.sign, other.sign)
        for one, other in combinations(letters, 2)
        if abs(one.base - other.base) > 0.5 and touch(one, other)
    ]

    assert not touching


def test_long_texts_are_printed_whole(make_facts):
    content = render(make_facts(**CASES["130 letters and three lines"]))

    printed = unicodedata.normalize("NFC", "".join(letter.sign for letter in letters_of(content)))

    for text in (LONG_NAME, LONG_PARENT, THREE_LINES, LONG_ISSUER):
        assert text.replace(" ", "") in printed


def test_a_long_name_is_broken_into_lines_of_about_the_same_length(make_facts):
    letters = letters_of(render(make_facts(recipient=LONG_NAME)))
    lines = {}
    for letter in letters:
        if region_of(letter) == "citation":
            lines.setdefault(round(letter.base), []).append(letter)

    first, second = (max(x.right for x in line) - min(x.left for x in line) for line in list(lines.values())[:2])

    assert abs(first - second) < 0.25 * max(first, second)


def test_a_range_of_years_and_a_spaced_hyphen_never_begin_a_line(make_facts):
    letters = letters_of(render(make_facts(recipient=LONG_NAME, achievement=THREE_LINES)))
    lines = {}
    for letter in letters:
        lines.setdefault((region_of(letter), round(letter.base)), []).append(letter.sign)

    assert not [line for line in lines.values() if line[0] in "-,.)”"]


@pytest.mark.parametrize("name", ["Chi bộ ấp Nguyễn Văn Thới", "Chi bộ ấp Đường Gỗ Vàm", "Chi bộ 16 xã Hoà Thuận"])
def test_a_real_name_stands_on_one_line_at_full_size(make_facts, name):
    letters = letters_of(render(make_facts(recipient=name)))

    heights = {round(letter.base): letter for letter in letters if region_of(letter) == "citation"}

    assert len(heights) == 3
    assert all(region_of(letter) for letter in letters)
