"""The arithmetic of lines says about where a text breaks, and pictures of the bundle are drawn once."""

import pytest

from grading.documents import commendation, pdf
from grading.documents.breaking import likely_width
from grading.documents.drawing import KeptPictures
from grading.documents.fitting import Fit
from grading.documents.typesetting import together

ACHIEVEMENT = "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” năm năm liền (2018 - 2022), góp phần xây dựng Đảng bộ xã"


def test_what_stays_on_one_line_is_one_unit():
    assert together("Đảng bộ  xã, nhiệm kỳ 2020 - 2025") == ["Đảng", "bộ", "xã,", "nhiệm", "kỳ", "2020 - 2025"]


def test_the_likely_width_is_close_to_the_one_that_the_layout_finds(make_facts):
    facts = make_facts(achievement=ACHIEVEMENT)
    found = commendation._measure(facts, [Fit()], ("citation.html",))[0]["achievement"]

    likely = likely_width(ACHIEVEMENT, commendation.FONT, found.lines)

    assert likely == pytest.approx(commendation._fit(facts).widths["achievement"], abs=1.5)


def test_the_frame_is_drawn_once(make_facts):
    commendation.render(make_facts())
    frame = pdf._style(commendation.STYLE, pdf.PRINT).pictures["bundle:commendation/frame.svg"]
    kept = dict(frame._drawings)

    commendation.render(make_facts(serial="2"))

    assert len(kept) >= 1
    assert all(frame._drawings[size] is drawing for size, drawing in kept.items())


def test_only_pictures_of_the_bundle_are_kept():
    pictures = KeptPictures()

    pictures["data:image/png;base64,AAAA"] = object()
    pictures["bundle:commendation/frame.svg"] = object()

    assert list(pictures) == ["bundle:commendation/frame.svg"]
