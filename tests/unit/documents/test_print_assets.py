"""The frame and the marks match their programs; the fonts match their manifest and lie beside their licences."""

import subprocess
import sys
import tomllib
from hashlib import sha256

import pytest

from grading.documents.pdf import PRINT

FONTS = tomllib.loads((PRINT / "fonts" / "manifest.toml").read_text(encoding="utf-8"))["font"]


def test_the_manifest_lists_exactly_the_shipped_fonts():
    shipped = {path.name for path in (PRINT / "fonts").glob("*.ttf")}

    listed = [font["file"] for font in FONTS]

    assert sorted(listed) == sorted(shipped)


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font["file"])
def test_a_font_has_the_listed_digest_and_its_licence_lies_beside_it(font):
    content = (PRINT / "fonts" / font["file"]).read_bytes()

    licence = (PRINT / "fonts" / font["licence_file"]).read_text(encoding="utf-8")

    assert sha256(content).hexdigest() == font["sha256"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_frame_is_what_its_program_writes(tmp_path):
    program = PRINT / "commendation" / "frame.py"

    subprocess.run([sys.executable, "-B", program, tmp_path / "frame.svg"], check=True)

    assert (tmp_path / "frame.svg").read_bytes() == (PRINT / "commendation" / "frame.svg").read_bytes()


@pytest.mark.parametrize("name", ["demo", "draft", "test"])
def test_a_mark_is_what_its_program_writes(tmp_path, name):
    program = PRINT / "marks" / "marks.py"

    subprocess.run([sys.executable, "-B", program, tmp_path], check=True)

    assert (tmp_path / f"{name}.svg").read_bytes() == (PRINT / "marks" / f"{name}.svg").read_bytes()
