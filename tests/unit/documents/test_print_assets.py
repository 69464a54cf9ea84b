"""Frames, marks and fonts are what their makers and licences say."""

import subprocess
import sys
import tomllib
from hashlib import sha256

import pytest

from grading.documents.pdf import PRINT

FONTS = tomllib.loads((PRINT / "fonts" / "manifest.toml").read_text(encoding="utf-8"))["font"]


def test_every_font_is_in_the_manifest_and_no_other():
    shipped = {path.name for path in (PRINT / "fonts").glob("*.ttf")}

    listed = [font["file"] for font in FONTS]

    assert sorted(listed) == sorted(shipped)


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font["file"])
def test_a_font_is_byte_for_byte_the_one_listed_and_its_licence_lies_beside_it(font):
    content = (PRINT / "fonts" / font["file"]).read_bytes()

    licence = (PRINT / "fonts" / font["licence_file"]).read_text(encoding="utf-8")

    assert sha256(content).hexdigest() == font["sha256"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_frame_is_what_its_maker_writes(tmp_path):
    maker = PRINT / "commendation" / "frame.py"

    subprocess.run([sys.executable, "-B", maker, tmp_path / "frame.svg"], check=True)

    assert (tmp_path / "frame.svg").read_bytes() == (PRINT / "commendation" / "frame.svg").read_bytes()


@pytest.mark.parametrize("name", ["demo", "draft", "test"])
def test_a_mark_is_what_its_maker_writes(tmp_path, name):
    maker = PRINT / "marks" / "marks.py"

    subprocess.run([sys.executable, "-B", maker, tmp_path], check=True)

    assert (tmp_path / f"{name}.svg").read_bytes() == (PRINT / "marks" / f"{name}.svg").read_bytes()
