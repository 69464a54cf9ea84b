"""Photographs become upright, in common colours, without place, camera or comments, and always the same bytes."""

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from grading.documents.uploads import photographs
from grading.documents.uploads.accepting import AcceptedFile, accept
from grading.documents.uploads.recognising import Form
from grading.documents.uploads.refusal import Unfit

LIMIT = 2 * 1024 * 1024  # bytes
RED_CORNER = {1: (5, 5), 3: (55, 35), 6: (35, 5), 8: (5, 55)}  # the place of the red corner in the upright picture


def taken(name: str, content: bytes) -> tuple[AcceptedFile, Image.Image]:
    accepted = accept(name, content, max_bytes=LIMIT)
    return accepted, Image.open(BytesIO(accepted.content))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_place_and_camera_are_removed(make_photo, form):
    accepted, image = taken(f"a.{form.lower()}", make_photo(form))

    assert dict(image.getexif()) == {}
    assert b"An Invented Phone" not in accepted.content
    assert accepted.note == "location_removed"


def test_the_note_says_what_was_removed(make_photo):
    plain = BytesIO()
    Image.new("RGB", (10, 10)).save(plain, "JPEG")

    assert taken("a.jpg", make_photo(gps=False))[0].note == "metadata_removed"
    assert taken("a.jpg", plain.getvalue())[0].note == ""


def test_comments_xmp_and_text_are_removed(make_photo):
    text = PngInfo()
    text.add_text("Comment", "a note")
    xmp = b"<x:xmpmeta><exif:GPSLatitude>9,54N</exif:GPSLatitude></x:xmpmeta>"

    jpeg, image = taken("a.jpg", make_photo(gps=False, comment=b"a note", xmp=xmp))
    png, _ = taken("a.png", make_photo("PNG", pnginfo=text))

    assert jpeg.note == "location_removed"
    assert not {"comment", "xmp"} & set(image.info)
    assert b"GPSLatitude" not in jpeg.content
    assert b"a note" not in jpeg.content + png.content


@pytest.mark.parametrize("turn", RED_CORNER)
def test_a_photograph_taken_sideways_stands_upright(make_photo, turn):
    _, image = taken("a.jpg", make_photo(turn=turn))

    red, green, _ = image.getpixel(RED_CORNER[turn])
    assert (red > 150, green < 80) == (True, True)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_the_same_photograph_twice_has_the_same_digest(make_photo, form):
    first, _ = taken("a.jpg", make_photo(form))
    second, _ = taken("b.jpg", make_photo(form, gps=False))

    assert first.sha256 == second.sha256


def test_content_behind_the_picture_is_removed(make_photo, pack):
    accepted, _ = taken("a.jpg", make_photo() + b"<script>alert(1)</script>" + pack({"a.txt": "x"}))

    assert b"<script>" not in accepted.content
    assert b"PK" not in accepted.content


def test_colours_of_another_profile_become_common_colours():
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = swapped.replace(b"rXYZ", b"tXYZ").replace(b"gXYZ", b"rXYZ").replace(b"tXYZ", b"gXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be"))
    content = BytesIO()
    Image.new("RGB", (10, 10), (200, 0, 0)).save(content, "PNG", icc_profile=swapped)

    _, image = taken("a.png", content.getvalue())

    assert image.getpixel((5, 5))[1] > 150
    assert "icc_profile" not in image.info


def test_a_profile_that_cannot_be_read_changes_no_colour(make_photo):
    content = BytesIO()
    Image.new("RGB", (10, 10), (200, 0, 0)).save(content, "PNG", icc_profile=b"no profile")

    assert taken("a.png", content.getvalue())[1].getpixel((5, 5)) == (200, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_of_any_mode_is_accepted(make_photo, mode):
    _, image = taken("a.png", make_photo("PNG", mode=mode))

    assert image.size == (60, 40)


def test_a_transparent_palette_stays_transparent():
    content = BytesIO()
    Image.new("P", (10, 10), 0).save(content, "PNG", transparency=0)

    assert taken("a.png", content.getvalue())[1].getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_of_any_mode_is_accepted(make_photo, mode):
    _, image = taken("a.jpg", make_photo(mode=mode))

    assert image.mode in ("L", "RGB")


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_truncated_photograph_is_damaged(refusal, make_photo, form):
    content = make_photo(form)

    assert set(refusal("a.jpg", content[: len(content) * 3 // 4])) == {"file_damaged"}


def test_too_many_pixels_are_a_bomb_before_they_are_decoded(make_photo, monkeypatch):
    monkeypatch.setattr(photographs, "PIXELS_MOST", 60 * 40 - 1)

    with pytest.raises(Unfit, match="file_bomb"):
        photographs.clean_photograph(make_photo("PNG"), Form.PNG)


def test_a_jpeg_with_more_pixels_than_fit_is_drawn_at_half_its_width(make_photo, monkeypatch):
    monkeypatch.setattr(photographs, "PIXELS_MOST", 640 * 480 - 1)

    photograph = photographs.clean_photograph(make_photo(size=(640, 480)), Form.JPEG)

    assert Image.open(BytesIO(photograph.content)).size == (320, 240)


def test_a_small_file_with_an_enormous_picture_is_a_bomb(refusal, make_photo):
    content = bytearray(make_photo("PNG"))
    content[16:24] = (100_000).to_bytes(4, "big") * 2  # width and height of the header
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")

    assert set(refusal("a.png", bytes(content))) == {"file_bomb"}
