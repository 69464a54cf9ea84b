"""HTML becomes tagged PDF, and nothing is fetched from outside."""

import subprocess
import sys

import pytest
from PIL import ImageFile

from grading.documents import libraries
from grading.documents.errors import PdfError, PdfUnavailable
from grading.documents.pdf import measure, to_pdf

PAGE = '<html lang="vi"><title>Giấy</title><body>{}'


@pytest.fixture
def assets(tmp_path):
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "plain.css").write_text("body { font-size: 10mm; line-height: 1.5 }")
    (folder / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    )
    (folder / "notes.txt").write_text("nothing a page may hold")
    (tmp_path / "outside.svg").write_text((folder / "dot.svg").read_text())
    return folder


def test_a_page_is_printed_with_an_asset_of_its_own(assets):
    html = PAGE.format('<img src="bundle:dot.svg" alt="A dot">')

    content = to_pdf(html, style="plain.css", identifier="a page", assets=assets)

    assert content.startswith(b"%PDF-1.7")


def test_printing_does_not_make_truncated_photographs_acceptable_afterwards(assets):
    to_pdf(PAGE.format("Một tờ"), style="plain.css", identifier="a page", assets=assets)

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/seal.svg",
        "https://127.0.0.1:1/seal.svg",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "dot.svg",
        "bundle:../outside.svg",
        "bundle:%2e%2e/outside.svg",
        "bundle:/etc/passwd",
        "bundle:notes.txt",
        "bundle:missing.svg",
    ],
)
def test_an_address_outside_the_assets_is_refused(assets, url):
    html = PAGE.format(f'<img src="{url}" alt="">')

    with pytest.raises(PdfError):
        to_pdf(html, style="plain.css", identifier="a page", assets=assets)


@pytest.mark.parametrize(
    "rule",
    [
        "@import url(http://127.0.0.1:1/a.css);",
        "@font-face { font-family: X; src: url(file:///etc/passwd) }",
        "body { background: url(bundle:../outside.svg) }",
    ],
)
def test_an_address_outside_the_assets_is_refused_in_a_style_sheet_too(assets, rule):
    (assets / "reaching.css").write_text(rule)

    with pytest.raises(PdfError):
        to_pdf(PAGE.format("x"), style="reaching.css", identifier="a page", assets=assets)


def test_a_missing_style_sheet_is_an_error(assets):
    with pytest.raises(PdfError):
        to_pdf(PAGE.format("x"), style="missing.css", identifier="a page", assets=assets)


def test_a_paragraph_is_measured_in_millimetres(assets):
    html = PAGE.format('<p data-f="text" style="width: 120mm">Một dòng<br>hai')

    block = dict(measure(html, style="plain.css", assets=assets))["text"]

    assert block.height == pytest.approx(30, abs=0.01)
    assert len(block.lines) == 2
    assert block.lines[0] > block.lines[1] > 5


def test_missing_system_libraries_are_named_with_their_packages(monkeypatch):
    libraries.require_libraries.cache_clear()
    monkeypatch.setattr(
        libraries, "PACKAGES", {"libnowhere.so.0": "libpango-1.0-0", "libnot.so.0": "libharfbuzz-subset0"}
    )

    with pytest.raises(PdfUnavailable, match="apt-get install libpango-1.0-0 libharfbuzz-subset0"):
        measure(PAGE.format("x"), style="papers/papers.css")


def test_weasyprint_is_loaded_only_for_printing():
    program = "import sys, grading.documents.papers, grading.documents.fingerprint; print('weasyprint' in sys.modules)"

    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout

    assert output.strip() == "False"
