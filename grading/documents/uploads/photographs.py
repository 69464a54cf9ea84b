"""Draws photographs again: upright, in common colours, and without the metadata that the camera wrote."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from grading.documents.uploads.kinds import FileKind
from grading.documents.uploads.recognising import Form
from grading.documents.uploads.refusal import Unfit

# The most pixels of one photograph. The largest phones take 50 million, and each pixel costs four bytes of memory.
PIXELS_MOST = 64_000_000
# A JPEG with more is drawn at half its width, which its decoder does without taking memory for the whole.
HALVED_MOST = 4 * PIXELS_MOST
QUALITY = 88
_GPS = 0x8825  # the EXIF directory that holds the place
_TECHNICAL = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform", "progressive"}
_TECHNICAL |= {"progression", "gamma", "transparency", "interlace", "srgb", "chromaticity", "icc_profile", "background"}
_TECHNICAL |= {"compression", "resolution", "loop", "timestamp", "duration", "version", "extension", "default_image"}
_JPEG_MODES = {"L", "RGB"}
_PNG_MODES = {"1", "L", "LA", "RGB", "RGBA", "I;16"}
_PAGED = {Form.TIFF, Form.GIF, Form.WEBP, Form.AVIF, Form.PNG}
"""Forms whose further pages would be lost. A JPEG of a phone may carry copies of itself, which need not be kept."""

Image.MAX_IMAGE_PIXELS = HALVED_MOST  # Pillow's own limit, for every picture that is opened


@dataclass(frozen=True)
class CleanPhotograph:
    kind: FileKind
    content: bytes
    had_place: bool
    had_metadata: bool


def clean_photograph(content: bytes, form: Form) -> CleanPhotograph:
    """Returns only the picture; the same photograph always gives the same bytes.

    Raises Unfit: file_bomb (too many pixels), file_frames (several pages), file_damaged (the picture cannot be decoded
    to its end). A MemoryError comes through.
    """
    image = _decoded(content, form)
    had_place, had_metadata = _has_place(image), bool(set(image.info) - _TECHNICAL)
    kind = _kind_of(image, form)
    plain = _plain(_upright(image), _JPEG_MODES if kind is FileKind.JPEG else _PNG_MODES)
    plain.info.clear()  # Pillow would write the metadata in `info` into the new file
    drawn = BytesIO()
    plain.save(drawn, kind.name, quality=QUALITY)
    return CleanPhotograph(kind, drawn.getvalue(), had_place, had_metadata)


def _decoded(content: bytes, form: Form) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=(form.value,))
        _check_pages(image, form)
        _fit(image, form)
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("file_bomb") from None
    except (Unfit, MemoryError):
        raise
    except Exception:  # a broken or hostile picture may raise any error anywhere in a decoder
        raise Unfit("file_damaged", cause="cut") from None
    return image


def _check_pages(image: Image.Image, form: Form) -> None:
    if form in _PAGED and getattr(image, "n_frames", 1) > 1:
        raise Unfit("file_frames")


def _fit(image: Image.Image, form: Form) -> None:
    """Compares the pixels that the header states with the limit, before any is decoded."""
    pixels = image.width * image.height
    if pixels > PIXELS_MOST and pixels <= HALVED_MOST and form is Form.JPEG:
        image.draft(None, (image.width // 2, image.height // 2))
        pixels = image.width * image.height
    if pixels > PIXELS_MOST:
        raise Unfit("file_bomb")


def _kind_of(image: Image.Image, form: Form) -> FileKind:
    """Photographs become JPEG; drawings, and pictures that one can see through, become PNG."""
    if form is Form.JPEG:
        return FileKind.JPEG
    is_drawing = form in (Form.PNG, Form.GIF) or image.mode in ("1", "P", "I;16")
    return FileKind.PNG if is_drawing or image.has_transparency_data else FileKind.JPEG


def _has_place(image: Image.Image) -> bool:
    xmp = image.info.get("xmp", b"")
    if b"GPSLatitude" in (xmp if isinstance(xmp, bytes) else str(xmp).encode()):
        return True
    try:
        return bool(image.getexif().get_ifd(_GPS))
    except Exception:  # EXIF that cannot be read may raise any error
        return False


def _upright(image: Image.Image) -> Image.Image:
    try:
        ImageOps.exif_transpose(image, in_place=True)
    except MemoryError:
        raise
    except Exception:  # EXIF that cannot be read does not say which way is up
        return image
    return image


def _plain(image: Image.Image, modes: set[str]) -> Image.Image:
    """Returns the picture in sRGB, the colours of a file without a profile, and in a mode that its format can write."""
    profile = image.info.get("icc_profile")
    if "transparency" in image.info or image.mode == "PA":
        image = image.convert("RGBA")
    elif image.mode == "P":
        image = image.convert("RGB")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        image = _in_srgb(image, profile)
    return image if image.mode in modes else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own):
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # with an unreadable profile the colours stay as they are
        return image
