"""Draws photographs again: upright, in common colours, and without the metadata that the camera wrote."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from grading.documents.uploads.kinds import FileKind
from grading.documents.uploads.refusal import Unfit

# The most pixels of one photograph. The largest phones take 50 million, and each pixel costs four bytes of memory.
PIXELS_MOST = 64_000_000
QUALITY = 88
_GPS = 0x8825  # the EXIF directory that holds the place
_TECHNICAL = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform", "progressive"}
_TECHNICAL |= {"progression", "gamma", "transparency", "interlace", "srgb", "chromaticity", "icc_profile", "background"}
_JPEG_MODES = {"L", "RGB"}
_PNG_MODES = {"1", "L", "LA", "RGB", "RGBA", "I;16"}

Image.MAX_IMAGE_PIXELS = PIXELS_MOST  # Pillow's own limit, for every picture that the service opens


@dataclass(frozen=True)
class CleanPhotograph:
    content: bytes
    had_place: bool
    had_metadata: bool


def clean_photograph(content: bytes, kind: FileKind) -> CleanPhotograph:
    """Returns only the picture; the same photograph always gives the same bytes.

    Raises Unfit: file_bomb (more than PIXELS_MOST), file_damaged (the picture cannot be decoded to its end).
    """
    image = _decoded(content, kind)
    had_place, had_metadata = _has_place(image), bool(set(image.info) - _TECHNICAL)
    plain = _plain(_upright(image), _JPEG_MODES if kind is FileKind.JPEG else _PNG_MODES)
    plain.info.clear()  # Pillow would write the metadata in `info` into the new file
    drawn = BytesIO()
    plain.save(drawn, "JPEG" if kind is FileKind.JPEG else "PNG", quality=QUALITY)
    return CleanPhotograph(drawn.getvalue(), had_place, had_metadata)


def _decoded(content: bytes, kind: FileKind) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=(kind.name,))
        if image.width * image.height > PIXELS_MOST:
            raise Image.DecompressionBombError
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("file_bomb") from None
    except Exception:  # a broken or hostile picture may raise any error anywhere in a decoder
        raise Unfit("file_damaged", cause="cut") from None
    return image


def _has_place(image: Image.Image) -> bool:
    if b"GPSLatitude" in image.info.get("xmp", b""):
        return True
    try:
        return bool(image.getexif().get_ifd(_GPS))
    except Exception:  # EXIF that cannot be read may raise any error
        return False


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # EXIF that cannot be read does not say which way is up
        return image.copy()


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
