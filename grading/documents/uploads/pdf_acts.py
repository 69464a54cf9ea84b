"""Finds what a dictionary of a PDF does by itself, or does when somebody clicks, beyond the pages of the file."""

import re
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Stream, String

_NEVER = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/GoToR": "Launch",
    "/GoToE": "EmbeddedFile",
    "/SubmitForm": "SubmitForm",
    "/ImportData": "SubmitForm",
    "/Rendition": "RichMedia",
    "/Movie": "RichMedia",
    "/Sound": "RichMedia",
    "/RichMediaExecute": "RichMedia",
    "/GoTo3DView": "RichMedia",
}
"""Actions that are refused wherever they stand, with the cause of the refusal."""
_BY_ITSELF = {"/GoTo", "/Named", "/Hide", "/SetOCGState", "/Trans"}
"""Actions that may run when the file or a page opens: they stay within the pages."""
_MEDIA = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
_CLICKED = {"http", "https", "mailto", "tel"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CHAINED_MOST = 20


def act_of(holder: Dictionary | Stream) -> str | None:
    """Returns the cause for which a dictionary is refused, or None. A key counts only with a value of its kind, because
    fonts and pictures of a page may have any name."""
    held = dict(holder.items())
    return (
        _NEVER.get(_name(held.get("/S")))
        or _script(held)
        or _attached(held)
        or _outside(held, is_stream=isinstance(holder, Stream))
        or _opening(held)
    )


def _script(held: dict[str, Any]) -> str | None:
    if isinstance(held.get("/JS"), String | Stream) or isinstance(held.get("/JavaScript"), Dictionary):
        return "JavaScript"
    return "XFA" if isinstance(held.get("/XFA"), Array | Stream) else None


def _attached(held: dict[str, Any]) -> str | None:
    files = held.get("/EF")
    if _name(held.get("/Type")) == "/EmbeddedFile" or (isinstance(files, Dictionary) and len(files.keys())):
        return "EmbeddedFile"
    if _name(held.get("/Subtype")) in _MEDIA and "/Rect" in held:
        return "RichMedia"
    return "RichMedia" if isinstance(held.get("/RichMediaContent"), Dictionary) else None


def _outside(held: dict[str, Any], *, is_stream: bool) -> str | None:
    """Finds content or pages that lie in another file, and addresses that are no web page."""
    if is_stream and "/F" in held and isinstance(held["/F"], String | Dictionary):
        return "external"
    if isinstance(held.get("/Ref"), Dictionary) and "/F" in held["/Ref"]:
        return "external"
    if _name(held.get("/S")) == "/Thread" and "/F" in held:
        return "Launch"
    addresses = [held.get("/URI"), held.get("/Base")]
    return "URI" if any(isinstance(each, String) and _leads_elsewhere(str(each)) for each in addresses) else None


def _leads_elsewhere(address: str) -> bool:
    tidy = "".join(sign for sign in address if sign.isprintable()).strip()
    scheme = _SCHEME.match(tidy)
    return scheme[1].lower() not in _CLICKED if scheme else tidy.startswith(("\\", "//", "/\\"))


def _opening(held: dict[str, Any]) -> str | None:
    """Finds actions that run without a click: when the file opens, or when a page is shown."""
    first = [held.get("/OpenAction")]
    if isinstance(held.get("/AA"), Dictionary):
        first += [action for _when, action in held["/AA"].items()]
    return next((cause for action in first if (cause := _acting(action))), None)


def _acting(action: Any) -> str | None:
    waiting, seen = [action], 0
    while waiting:
        each, seen = waiting.pop(), seen + 1
        if seen > _CHAINED_MOST:
            return "OpenAction"
        if isinstance(each, Array):
            waiting += [part for part in each if isinstance(part, Dictionary) and "/S" in part]
        elif isinstance(each, Dictionary) and "/S" in each:
            kind = _name(each.get("/S"))
            if kind not in _BY_ITSELF:
                return _NEVER.get(kind, "OpenAction")
            waiting.append(each.get("/Next"))
    return None


def _name(value: Object | None) -> str:
    return str(value) if isinstance(value, Name) else ""
