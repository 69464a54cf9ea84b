"""Every PDF that acts by itself is refused with its true reason, and what an ordinary PDF holds is not."""

import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Stream, String

from grading.documents.uploads.accepting import accept
from tests.unit.uploads import making
from tests.unit.uploads.pdf_attacks import ATTACKS

LIMIT = 2 * 1024 * 1024  # bytes


@pytest.mark.parametrize(("content", "cause"), [pytest.param(*rest, id=what) for what, *rest in ATTACKS])
def test_a_pdf_that_acts_is_refused(refusal, content, cause):
    assert refusal("a.pdf", content) == {"file_macro": {"name": "a.pdf", "cause": cause}}


def _ordinary(pdf):
    """What scanners, Word and signing programs write: a page to begin with, links, marks, and odd names of fonts."""
    page = pdf.pages[0].obj
    pdf.Root.OpenAction = Array([page, Name.Fit])
    pdf.Root.AcroForm = Dictionary(Fields=Array(), SigFlags=3)
    page.AA = Dictionary()
    page.Resources = Dictionary(Font=Dictionary(AA=Dictionary(Type=Name.Font), JS=Dictionary(Type=Name.Font)))
    addresses = [
        "https://outside.example/",
        "http://outside.example",
        "mailto:a@outside.example",
        "www.outside.example",
    ]
    page.Annots = Array([
        Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 1, 1]), A=Dictionary(S=Name.URI, URI=String(address)))
        for address in addresses
    ])  # fmt: skip
    page.Annots.append(Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]))))
    page.Contents = Stream(pdf, b"BT (/JavaScript /Launch) Tj ET")


@pytest.mark.parametrize("save", [{}, {"linearize": True}, {"encryption": Encryption(user="", owner="x")}])
def test_what_an_ordinary_pdf_holds_is_accepted(save):
    content = making.pdf(_ordinary, **save)

    assert accept("a.pdf", content, max_bytes=LIMIT).content == content
