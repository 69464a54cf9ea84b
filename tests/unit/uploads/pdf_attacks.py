"""PDF files that do something by themselves, each with the cause for which it is refused."""

import base64
import zlib
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream, String

from tests.unit.uploads import making

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
OUTSIDE = String("\\\\server\\share\\a.pdf")


def _put(**entries: Any) -> Callable[[Pdf], None]:
    """Returns a change that adds entries to the catalogue."""

    def change(pdf: Pdf) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value

    return change


def _annotation(**entries: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


def _link(**action: Any) -> Callable[[Pdf], None]:
    return _annotation(Subtype=Name.Link, A=Dictionary(**action))


def _attached(pdf: Pdf) -> None:
    file = pdf.make_indirect(Stream(pdf, b"MZ"))
    pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a"), Dictionary(Type=Name.Filespec, EF=Dictionary(F=file))]))
    )


def _scripted_by_stream(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name("/JavaScript"), JS=pdf.make_indirect(Stream(pdf, b"app.alert(1)")))


def _reached_by_no_page(pdf: Pdf) -> None:
    pdf.Root.Extra = pdf.make_indirect(Dictionary(Deep=Array([Array([Dictionary(Deeper=SCRIPT)])])))


def _outside_stream(pdf: Pdf) -> None:
    stream = Stream(pdf, b"")
    stream.F = OUTSIDE
    pdf.Root.Extra = pdf.make_indirect(stream)


def _chained(pdf: Pdf) -> None:
    web = Dictionary(S=Name.URI, URI=String("https://outside.example/"))
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=String("a"), Next=Array([Dictionary(S=Name.Named, Next=web)]))


def _form(**entries: Any) -> Callable[[Pdf], None]:
    return _put(AcroForm=Dictionary(Fields=Array(), **entries))


_WEB = String("https://outside.example/")
_MADE: list[tuple[str, Callable[[Pdf], None], str]] = [
    ("JavaScript when it opens", _put(OpenAction=SCRIPT), "JavaScript"),
    ("JavaScript in a stream", _scripted_by_stream, "JavaScript"),
    ("JavaScript by name", _put(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))), "JavaScript"),
    ("JavaScript that no page leads to", _reached_by_no_page, "JavaScript"),
    ("JavaScript when a page closes", _put(AA=Dictionary(WC=SCRIPT)), "JavaScript"),
    ("JavaScript behind a link", _link(S=Name.JavaScript, JS=String("app.alert(1)")), "JavaScript"),
    ("JavaScript in an address", _link(S=Name.URI, URI=String("java\nscript:app.alert(1)")), "URI"),
    ("JavaScript of a rendition", _link(S=Name.Rendition, JS=String("app.alert(1)")), "RichMedia"),
    ("a web page when it opens", _put(OpenAction=Dictionary(S=Name.URI, URI=_WEB)), "OpenAction"),
    ("a web page when a page is shown", _put(AA=Dictionary(O=Dictionary(S=Name.URI, URI=_WEB))), "OpenAction"),
    ("a web page behind harmless acts", _chained, "OpenAction"),
    ("an act of an unknown kind when it opens", _put(OpenAction=Dictionary(S=Name.Unheard)), "OpenAction"),
    ("a form that is sent when it opens", _put(OpenAction=Dictionary(S=Name.SubmitForm, F=_WEB)), "SubmitForm"),
    ("a form that is sent by a button", _link(S=Name.SubmitForm, F=_WEB), "SubmitForm"),
    ("values from elsewhere", _put(OpenAction=Dictionary(S=Name.ImportData, F=OUTSIDE)), "SubmitForm"),
    ("a program", _put(OpenAction=Dictionary(S=Name.Launch, F=String("cmd.exe"))), "Launch"),
    ("a program behind a link", _link(S=Name.Launch, F=String("cmd.exe")), "Launch"),
    ("another file on a server", _put(OpenAction=Dictionary(S=Name.GoToR, F=OUTSIDE, D=Array([0]))), "Launch"),
    ("another file behind a link", _link(S=Name.GoToR, F=OUTSIDE), "Launch"),
    ("a file within the file", _link(S=Name.GoToE, T=Dictionary()), "EmbeddedFile"),
    ("a thread of another file", _link(S=Name.Thread, F=OUTSIDE), "Launch"),
    ("a link to a file", _link(S=Name.URI, URI=String("file:///C:/Windows/cmd.exe")), "URI"),
    ("a link to a server of files", _link(S=Name.URI, URI=OUTSIDE), "URI"),
    ("a base of all links", _put(URI=Dictionary(Base=String("file://server/"))), "URI"),
    ("content of a stream elsewhere", _outside_stream, "external"),
    ("a page of another file", _put(Extra=Dictionary(Ref=Dictionary(F=OUTSIDE, Page=0))), "external"),
    ("a form of its own kind", _form(XFA=Array()), "XFA"),
    ("an attached file", _attached, "EmbeddedFile"),
    ("a film", _annotation(Subtype=Name.RichMedia), "RichMedia"),
    ("a sound", _annotation(Subtype=Name.Sound), "RichMedia"),
    ("a model in three dimensions", _annotation(Subtype=Name("/3D")), "RichMedia"),
]


def with_packed_objects(
    word: bytes = b"/ObjStm", filters: bytes = b"", pack: Callable[[bytes], bytes] = bytes
) -> bytes:
    """A PDF whose catalogue, pages and script lie in one stream of objects, spelled and packed as asked for."""
    inner = [b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", b"<</S/JavaScript/JS(app.alert\\(1\\))>>"]  # fmt: skip
    starts = [sum(len(each) + 1 for each in inner[:number]) for number in range(len(inner))]
    numbers = b" ".join(b"%d %d" % pair for pair in enumerate(starts, 1)) + b" "
    content = pack(numbers + b"\n".join(inner))
    head = b"%PDF-1.7\n"
    stream = b"5 0 obj <</Type%s/N 4/First %d/Length %d%s>> stream\n%s\nendstream endobj\n" % (
        word, len(numbers), len(content), filters, content)  # fmt: skip
    at = len(head) + len(stream)
    rows = [(0, 0, 0), *((2, 5, number) for number in range(4)), (1, len(head), 0), (1, at, 0)]
    table = b"".join(kind.to_bytes(1, "big") + where.to_bytes(3, "big") + bytes([which]) for kind, where, which in rows)
    index = b"6 0 obj <</Type/XRef/Size 7/W[1 3 1]/Root 1 0 R/Length %d>> stream\n%s\nendstream endobj\n" % (
        len(table), table)  # fmt: skip
    return head + stream + index + b"startxref\n%d\n%%%%EOF\n" % at


def _sisters() -> list[tuple[str, bytes, str]]:
    """The same script in every spelling and packing that a reader understands."""
    plain = making.pdf(_put(OpenAction=SCRIPT))
    spelled = plain.replace(b"/JavaScript", b"/J#61v#61Script").replace(b"/JS", b"/#4a#53")
    ascii_hex, ascii_85 = b"/Filter/ASCIIHexDecode", b"/Filter[/ASCII85Decode/FlateDecode]"
    return [
        ("with its name in numbers", spelled, "JavaScript"),
        ("among packed objects", with_packed_objects(), "JavaScript"),
        ("among packed objects spelled in numbers", with_packed_objects(b"/Obj#53tm"), "JavaScript"),
        (
            "among objects packed as digits",
            with_packed_objects(filters=ascii_hex, pack=lambda text: text.hex().encode() + b">"),
            "JavaScript",
        ),
        ("among objects packed twice", with_packed_objects(filters=ascii_85, pack=_twice), "JavaScript"),
        ("behind a harmless last revision", plain + b"startxref\n0\n%%EOF\n", "JavaScript"),
        (
            "in a locked file without a password",
            making.pdf(_put(OpenAction=SCRIPT), encryption=Encryption(user="", owner="x")),
            "JavaScript",
        ),
    ]


def _twice(text: bytes) -> bytes:
    return base64.a85encode(zlib.compress(text)) + b"~>"


ATTACKS = [(what, making.pdf(change), cause) for what, change, cause in _MADE] + _sisters()
