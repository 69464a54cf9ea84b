"""Prepares texts for printing: words that stay on one line, letters that the fonts lack, the templates of papers."""

import re
import unicodedata
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from grading.documents.pdf import PRINT
from grading.text import count, nfc, percent
from grading.text import share as share_of

# A range of years, a word with the spaced hyphen after it, and a long date may not be split at the end of a line.
_TOGETHER = re.compile(r"\(?\d{4} - \d{4}\)?|(?<!\S)\S{1,24} -(?= )|ngày \S+ tháng \S+ năm [\d…]+")
_BOX = "\u25a1"


def plain(text: str) -> str:
    """Returns the text in NFC, with one space between words and without control characters."""
    spaced = "".join(" " if sign.isspace() else sign for sign in nfc(text))
    return " ".join("".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C").split())


def typeset(text: str) -> Markup:
    """Returns plain text as HTML that keeps the parts of _TOGETHER on one line. It shortens nothing and forces no line
    break."""
    return Markup(_TOGETHER.sub(r'<span class="keep">\g<0></span>', str(escape(plain(text)))))  # noqa: S704, escaped


def together(text: str) -> list[str]:
    """Returns the words of a text, and the parts of it that `typeset` keeps on one line."""
    kept = _TOGETHER.sub(lambda match: match[0].replace(" ", "\u00a0"), plain(text))
    return [unit.replace("\u00a0", " ") for unit in kept.split(" ") if unit]


def paragraphs(text: str) -> list[str]:
    """Returns the paragraphs of a text that somebody typed into a form field."""
    return [plain(part) for part in re.split(r"[\r\n]+", text) if plain(part)]


def missing_letters(text: str, font: str) -> str:
    """Returns the letters that the font does not have, each once, in order of appearance."""
    return "".join(dict.fromkeys(sign for sign in plain(text) if ord(sign) not in _letters(font)))


def boxed(text: str, font: str) -> str:
    """Replaces letters that the font does not have, such as emoji, with a box."""
    gaps = missing_letters(text, font)
    return nfc(text).translate({ord(sign): _BOX for sign in gaps})


@cache
def _letters(font: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(PRINT / "fonts" / f"{font}.ttf", lazy=True) as face:
        return frozenset(face.getBestCmap())


def share(part: int, whole: int) -> str:
    """Returns a share such as 65,3%."""
    return percent(share_of(part, whole))


def fill(template: str, **facts: object) -> str:
    """Returns the template filled with its facts, which are escaped. A missing fact raises an error."""
    return _templates().get_template(template).render(facts)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(PRINT), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters.update(typeset=typeset, paragraphs=paragraphs, count=count, share=share)
    return templates
