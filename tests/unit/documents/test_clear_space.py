"""Nothing is printed in the place of the signature and the seal, and nothing lies over the QR code."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from grading.documents.commendation import render

CLEAR = (163, 138.3, 267, 174.7)  # left, top, right, bottom in mm: 36 by 104; at least 35 by 80 are required
QR = (34, 140, 74, 180)
PALE = 232
"""A point darker than this in red or green is ink; the frame's sun is #f8f2e5."""


@pytest.fixture
def make_picture(make_facts):
    def make_picture(**changes) -> Image.Image:
        page = pypdfium2.PdfDocument(render(make_facts(**changes)))[0]
        return page.render(scale=150 / 72).to_pil().convert("RGB")

    return make_picture


def cut(picture: Image.Image, place: tuple[float, float, float, float], scale: float = 1) -> Image.Image:
    return picture.crop(tuple(round(side * scale / 25.4 * 150) for side in place))


def darkest(picture: Image.Image) -> int:
    return min(low for low, _ in picture.getextrema()[:2])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"signer_name": "Nguyễn Văn A", "mark": "draft"},
        {"mark": "test", "achievement": "Có thành tích xuất sắc trong công tác xây dựng Đảng " * 10},
        {"place_date": "Thành phố Bà Rịa - Vũng Tàu, ngày 05 tháng 01 năm 2023", "office": "PHÓ BÍ THƯ THƯỜNG TRỰC"},
    ],
)
def test_no_ink_is_in_the_place_of_signature_and_seal(make_picture, changes):
    picture = make_picture(**changes)

    assert darkest(cut(picture, CLEAR)) >= PALE


def test_the_same_place_stays_clear_on_a3(make_picture):
    picture = make_picture(sheet="A3")

    assert darkest(cut(picture, CLEAR, 1.41414)) >= PALE


@pytest.mark.parametrize("mark", ["demo", "draft", "test", None])
def test_nothing_lies_over_the_qr_code(make_picture, mark):
    field = cut(make_picture(mark=mark), QR)

    red = [colour for _, colour in field.getcolors(1 << 20) if max(colour) - min(colour) > 24]

    assert not red


def test_without_a_name_nothing_is_printed_below_the_clear_space(make_picture):
    below = cut(make_picture(signer_name=None), (163, 175, 267, 183))

    assert darkest(below) >= PALE


def test_no_bitmap_is_on_the_sheet(make_facts):
    with pikepdf.open(io.BytesIO(render(make_facts()))) as sheet:
        subtypes = [str(part.get("/Subtype")) for part in sheet.objects if isinstance(part, pikepdf.Stream)]

    assert "/Image" not in subtypes


def test_the_words_of_the_state_are_not_on_the_sheet(make_facts):
    text = pypdfium2.PdfDocument(render(make_facts()))[0].get_textpage().get_text_range()

    assert not re.search("CỘNG HÒA|Độc lập|chữ ký số|\\./\\.", text)
