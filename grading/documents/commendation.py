"""Prints the commendation (Giấy khen): one sheet as PDF from frozen facts."""

from dataclasses import replace

from grading.documents import pdf
from grading.documents.errors import Overflow, Unprintable
from grading.documents.fitting import DoesNotFit, Fit, fit_citation, fit_lines
from grading.documents.pdf import Block
from grading.documents.qr import qr_svg
from grading.documents.typesetting import fill, missing_letters, plain
from grading.rules.frozen.facts import FrozenFacts, Mark, Sheet

STYLE = "commendation/commendation.css"
FONT = "EBGaramond-Regular"
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
    _check_letters(facts)
    try:
        fit = _fit(facts)
    except DoesNotFit as error:
        raise Overflow(error.field, plain(facts.recipient)) from error
    html = fill(
        "commendation/sheet.html",
        facts=facts,
        fit=fit,
        title=plain(f"{facts.title} - {facts.recipient}"),
        qr=qr_svg(facts.verify_url, f"Mã QR kiểm tra {plain(facts.title).capitalize()}"),
        mark_words=MARKS[facts.mark] if facts.mark else "",
    )
    return pdf.to_pdf(html, style=STYLE, identifier=facts.serial)


def _check_letters(facts: FrozenFacts) -> None:
    texts = facts.texts()
    for name, text in texts.items():
        if len(plain(text)) > LONGEST and name != "verify_url":
            raise Overflow(name, plain(facts.recipient)[:LONGEST])
    if letters := missing_letters(" ".join(texts.values()), FONT):
        raise Unprintable(letters, plain(facts.recipient))


def _fit(facts: FrozenFacts) -> Fit:
    tight = fit_lines(_measure(facts, Fit(), PARTS))
    citation = fit_citation(lambda fit: _measure(facts, fit, ("citation.html",)))
    return replace(citation, tight=tight)


def _measure(facts: FrozenFacts, fit: Fit, parts: tuple[str, ...]) -> dict[str, Block]:
    """Returns the blocks in millimetres on A4 for every sheet size, because all measures grow with the sheet."""
    html = fill("commendation/proof.html", facts=facts, fit=fit, parts=parts)
    blocks = pdf.measure(html, style=STYLE)
    scale = SCALE[facts.sheet]
    return {
        name: Block(block.height / scale, tuple(width / scale for width in block.lines))
        for name, block in blocks.items()
    }
