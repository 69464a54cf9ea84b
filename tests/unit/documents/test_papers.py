"""The papers that a cell prints and signs."""

import unicodedata
from datetime import date

import pikepdf
import pypdfium2
import pytest

from grading.documents import papers


@pytest.fixture
def read(tmp_path, run_tool):
    def read(content: bytes) -> str:
        path = tmp_path / "paper.pdf"
        path.write_bytes(content)
        return " ".join(unicodedata.normalize("NFC", run_tool("pdftotext", "-layout", path, "-")).split())

    return read


def test_the_report_says_what_the_cell_answered(make_paper, read):
    text = read(papers.report(make_paper()))

    for part in (
        "ĐẢNG BỘ XÃ THẠNH LỘC", "ĐẢNG CỘNG SẢN VIỆT NAM", "CHI BỘ ẤP THẠNH AN", "-BC/CB",
        "Thạnh Lộc, ngày 14 tháng 12 năm 2022", "BÁO CÁO tự đánh giá, xếp loại chất lượng chi bộ năm 2022",
        "Kính gửi: Đảng ủy xã Thạnh Lộc", "I.1. Chính trị tư tưởng", "Cấp độ thực hiện: Tốt.",
        "100% đảng viên dự học.", "Số đảng viên được đánh giá, xếp loại: 23", "Hoàn thành tốt nhiệm vụ 17 73,9%",
        "mức “Hoàn thành tốt nhiệm vụ” được 15/21 phiếu (71,4%)", "Chi bộ tự xếp loại: “Hoàn thành tốt nhiệm vụ”.",
        "T/M CHI ỦY", "BÍ THƯ", "Bản số 2, mã 9f2c81ab",
    ):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("day", [None, date(2022, 12, 14)])
@pytest.mark.parametrize("place", ["Thạnh Lộc", "Phan Rang - Tháp Chàm"])
def test_place_and_date_stand_on_one_line(make_paper, tmp_path, run_tool, place, day):
    path = tmp_path / "paper.pdf"
    path.write_bytes(papers.report(make_paper(place=place, date=day)))

    lines = unicodedata.normalize("NFC", run_tool("pdftotext", "-layout", "-l", "1", path, "-")).splitlines()

    assert any(place in line and "tháng" in line and "năm" in line for line in lines), lines[:8]


def test_the_minutes_count_every_round(make_paper, make_ballot, make_counts, read):
    tie = make_ballot(votes=make_counts(9, 9, 2, 0), chosen=None)

    text = read(papers.minutes(make_paper(ballots=(tie, make_ballot(round=2)))))

    assert "BIÊN BẢN kiểm phiếu biểu quyết mức xếp loại chất lượng chi bộ năm 2022" in text
    assert "1 22 21 20 20 20 20 0 2 22 21 20 20 20 20 0" in text
    assert "chưa có mức nào được quá một nửa số đảng viên được triệu tập" in text
    assert "được 15/21 phiếu (71,4%), quá một nửa số đảng viên được triệu tập" in text


def test_the_extract_holds_the_counts_of_the_last_round_only(make_paper, make_ballot, make_counts, read):
    tie = make_ballot(votes=make_counts(9, 9, 2, 0), chosen=None)

    text = read(papers.extract(make_paper(ballots=(tie, make_ballot(round=2)))))

    assert "TRÍCH BIÊN BẢN hội nghị chi bộ ngày 12 tháng 12 năm 2022" in text
    assert (
        "Hội nghị biểu quyết bằng phiếu kín: mức “Hoàn thành tốt nhiệm vụ” được 15/21 phiếu (71,4%)."
        " Biên bản được thông qua tại hội nghị." in text
    )
    assert "42,9%" not in text


def test_a_recognition_proposes_its_model_instead_of_a_level(make_paper, make_ballot, read):
    ballot = make_ballot(votes=(papers.NamedCount(name="Đồng ý", count=19),), chosen="Đồng ý")
    paper = make_paper(model="Chi bộ bốn tốt", level=None, members=(), ballots=(ballot,), points=True)

    text = read(papers.report(paper))

    assert "tự đánh giá, đề nghị công nhận “Chi bộ bốn tốt” năm 2022" in text
    assert "việc đề nghị công nhận “Chi bộ bốn tốt” được 19/21 phiếu (90,5%)" in text
    assert "Điểm tự chấm: Tốt." in text
    assert "tự xếp loại" not in text


def test_an_open_date_and_an_open_number_are_left_to_write_by_hand(make_paper, read):
    text = read(papers.report(make_paper(date=None)))

    assert "Thạnh Lộc, ngày …. tháng …. năm ……" in text
    assert "Số ……-BC/CB" in text


@pytest.mark.parametrize("kind", [papers.minutes, papers.extract])
def test_minutes_and_extract_are_refused_without_a_ballot(make_paper, kind):
    with pytest.raises(ValueError, match="no ballot"):
        kind(make_paper(ballots=()))


@pytest.mark.parametrize("kind", [papers.report, papers.minutes, papers.extract])
def test_a_paper_is_a_tagged_pdf_a_2a_in_embedded_tinos(make_paper, kind, tmp_path, run_tool):
    path = tmp_path / "paper.pdf"

    path.write_bytes(kind(make_paper(mark="demo")))
    fonts = [line.split() for line in run_tool("pdffonts", path).splitlines()[2:]]

    assert all("+Tinos" in font[0] and font[-5] == "yes" for font in fonts)
    with pikepdf.open(path) as paper:
        metadata = paper.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert paper.Root.MarkInfo.Marked is True
        assert str(paper.Root.Lang) == "vi"


def test_the_mark_of_a_demonstration_lies_over_every_page(make_paper):
    pages = pypdfium2.PdfDocument(papers.report(long_paper(make_paper, mark="demo")))

    reds = [
        sum(count for count, (r, g, _) in page.render().to_pil().convert("RGB").getcolors(1 << 22) if r - g > 12)
        for page in pages
    ]

    assert len(reds) > 2
    assert all(red > 1000 for red in reds)


def test_a_long_report_numbers_its_pages_from_the_second_page_on(make_paper):
    pages = pypdfium2.PdfDocument(papers.report(long_paper(make_paper)))

    heads = [page.get_textpage().get_text_bounded(bottom=page.get_height() - 60).strip() for page in pages]

    assert len(heads) > 2
    assert heads == ["", *(str(number) for number in range(2, len(heads) + 1))]


def test_every_page_shows_revision_and_digest(make_paper):
    pages = pypdfium2.PdfDocument(papers.report(long_paper(make_paper)))

    feet = [page.get_textpage().get_text_bounded(top=60).strip() for page in pages]

    assert {unicodedata.normalize("NFC", foot) for foot in feet} == {"Bản số 2, mã 9f2c81ab"}


def test_the_signature_never_stands_alone_on_a_page(make_paper):
    lengths = range(1, 30, 4)

    for length in lengths:
        pages = pypdfium2.PdfDocument(papers.report(long_paper(make_paper, lines=length)))
        last = unicodedata.normalize("NFC", pages[len(pages) - 1].get_textpage().get_text_range())
        assert last.index("kính trình Đảng ủy") < last.index("T/M CHI ỦY")


def test_absurd_names_stay_on_the_page(make_paper):
    name = "Chi bộ " + "Thạnh" * 40
    paper = make_paper(unit_name=name, superior_org=name, place=name, addressee=name, date=None)

    for page in pypdfium2.PdfDocument(papers.report(paper)):
        text = page.get_textpage()
        visible = [index for index in range(text.count_chars()) if text.get_text_range(index, 1).strip()]
        boxes = [text.get_charbox(index) for index in visible]
        assert max(right for _, _, right, _ in boxes) <= page.get_width() - 14.5 / 25.4 * 72
        assert min(left for left, *_ in boxes) >= 34.5 / 25.4 * 72


def test_an_emoji_typed_on_a_telephone_becomes_a_box(make_paper, read):
    criterion = papers.PaperCriterion(number="I.1", text="Chính trị", standing="Tốt", result="Tốt lắm 🎉")
    paper = make_paper(groups=(papers.PaperGroup(number="I", text="Xây dựng Đảng", criteria=(criterion,)),))

    assert "Tốt lắm □" in read(papers.report(paper))


def long_paper(make_paper, lines=60, **changes):
    result = "Chi bộ quán triệt đầy đủ các nghị quyết, chỉ thị của cấp trên; 100% đảng viên dự học.\n" * lines
    criterion = papers.PaperCriterion(number="I.1", text="Chính trị tư tưởng", standing="Tốt", result=result)
    group = papers.PaperGroup(number="I", text="Xây dựng Đảng", criteria=(criterion,))
    return make_paper(groups=(group,), **changes)
