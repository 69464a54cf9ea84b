"""Prints the commendation (Giấy khen): one sheet as PDF from frozen facts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from grading.documents import pdf
from grading.documents.breaking import likely_width
from grading.documents.errors import Overflow, Unprintable
from grading.documents.fitting import DoesNotFit, Fit, fit_citation, fit_lines
from grading.documents.pdf import Block
from grading.documents.qr import qr_svg
from grading.documents.typesetting import fill, missing_letters, plain
from grading.rules.frozen.facts import FrozenFacts, Mark, Sheet

STYLE = "commendation/commendation.css"
FONT = "EBGaramond-Regular"
FONTS = {"recipient": "EBGaramond-SemiBold", "parent": FONT, "achievement": FONT}
"""The fonts of the citation, as the style sheet sets it."""
PARTS = ("head.html", "citation.html", "signing.html", "entries.html")
LONGEST = 1000
"""The most letters of one text. No sheet holds so many letters, and the layout of a longer text would take minutes."""

MARKS: dict[Mark, str] = {
    "demo": "BẢN TRÌNH DIỄN - KHÔNG CÓ GIÁ TRỊ",
    "draft": "DỰ THẢO - CHƯA CÓ GIÁ TRỊ",
    "test": "IN THỬ",
}
SCALE: dict[Sheet, float] = {"A4": 1, "A3": 1.41414}


def render(facts: FrozenFacts) -> bytes:
    """Returns the sheet as PDF/A-2a: equal facts give equal bytes under the same fingerprint of the renderer.

    Raises Overflow and Unprintable for texts that cannot be printed, PdfError when printing fails.
    """
    return pdf.to_pdf(page_of(facts), style=STYLE, identifier=facts.serial)


def page_of(facts: FrozenFacts) -> str:
    """Returns the sheet as HTML, with its texts fitted. Raises Overflow and Unprintable as `render` does."""
    _check_letters(facts)
    try:
        fit = _fit(facts)
    except DoesNotFit as error:
        raise Overflow(error.field, plain(facts.recipient)) from error
    return fill(
        "commendation/sheet.html",
        facts=facts,
        fit=fit,
        title=plain(f"{facts.title} - {facts.recipient}"),
        qr=qr_svg(facts.verify_url, f"Mã QR kiểm tra {plain(facts.title).capitalize()}"),
        mark_words=MARKS[facts.mark] if facts.mark else "",
    )


def _check_letters(facts: FrozenFacts) -> None:
    texts = facts.texts()
    for name, text in texts.items():
        if len(plain(text)) > LONGEST and name != "verify_url":
            raise Overflow(name, plain(facts.recipient)[:LONGEST])
    if letters := missing_letters(" ".join(texts.values()), FONT):
        raise Unprintable(letters, plain(facts.recipient))


def _fit(facts: FrozenFacts) -> Fit:
    first = _measure(facts, [Fit()], PARTS)
    tight = fit_lines(first[0])
    texts = {"recipient": facts.recipient, "parent": facts.recipient_parent, "achievement": facts.achievement}

    def lay_out(fits: Sequence[Fit]) -> Sequence[Mapping[str, Block]]:
        """The citation has a place of its own on the sheet: laid out with the other parts, it has the same measures."""
        return first if fits == [Fit()] else _measure(facts, fits, ("citation.html",))

    citation = fit_citation(lay_out, lambda name, lines: likely_width(texts[name], FONTS[name], lines))
    return replace(citation, tight=tight)


def _measure(facts: FrozenFacts, fits: Sequence[Fit], parts: tuple[str, ...]) -> list[dict[str, Block]]:
    """Returns the blocks of each layout in millimetres on A4 for every sheet size, because all measures grow with the
    sheet."""
    html = fill("commendation/proof.html", facts=facts, fits=fits, parts=parts)
    scale, found = SCALE[facts.sheet], pdf.measure(html, style=STYLE)
    blocks = [
        (name, Block(block.height / scale, tuple(width / scale for width in block.lines))) for name, block in found
    ]
    of_each = len(blocks) // len(fits)
    return [dict(blocks[at : at + of_each]) for at in range(0, len(blocks), of_each)]
