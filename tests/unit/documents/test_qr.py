"""The QR code has a white margin, an escaped label and an address short enough to scan."""

import re

import pytest

from grading.documents.qr import qr_svg


def test_the_code_has_a_white_margin_of_four_modules_on_each_side():
    svg = qr_svg("https://danh-gia.example/verify/7K4MQ2XD", "Mã QR")

    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    starts = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h", svg)]

    assert min(x for x, _ in starts) == min(y for _, y in starts) == 4
    assert max(y for _, y in starts) == side - 5


def test_the_label_is_escaped():
    svg = qr_svg("https://danh-gia.example", "<script>")

    assert "<title>&lt;script&gt;</title>" in svg


def test_an_address_too_long_to_scan_is_refused():
    with pytest.raises(ValueError, match="too long for a QR code"):
        qr_svg("https://danh-gia.example/" + "x" * 400, "Mã QR")
