"""Puts typed texts back into the form of a page: every box under its own label, with its choices and its versions."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Pairs = Sequence[tuple[str, str]]
"""The names and values of a form as a browser sends them; a name may come several times."""
STANDS_ON = "stands_on"
"""The name of the hidden box in a form on the answer to a form: the address of the page to which the form belongs."""
_PAGES_OWN = {"csrf_token", STANDS_ON}
"""The boxes that keep the value of the page: it belongs to the person who is signed in now, or to this very answer."""
_CARRIED = "version"
"""How the names of hidden boxes begin that say over which stored state somebody typed."""
Attributes = dict[str, str | None]


@dataclass
class _Box:
    """A tag of a form, where it stands in the page, and the text or the options inside it."""

    tag: str
    attributes: Attributes
    start: int
    end: int
    inner_end: int = 0
    options: list["_Box"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.attributes.get("name") or ""

    @property
    def kind(self) -> str:
        return (self.attributes.get("type") or "text") if self.tag == "input" else self.tag


@dataclass
class _FormOnPage:
    opening: _Box
    boxes: list[_Box] = field(default_factory=list)

    def fixed(self) -> set[tuple[str, str]]:
        """Returns the hidden boxes that say what the form is about, such as the criterion of a file."""
        return {
            (box.name, box.attributes.get("value") or "")
            for box in self.boxes
            if box.kind == "hidden" and box.name not in _PAGES_OWN and not box.name.startswith(_CARRIED)
        }


class _Reader(HTMLParser):
    """Finds the forms of a page and the places of their boxes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.forms: list[_FormOnPage] = []
        self.heading = 0
        self._within: _FormOnPage | None = None
        self._starts = [0]
        for line in page.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.feed(page)

    def _here(self) -> int:
        line, offset = self.getpos()
        return self._starts[line - 1] + offset

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        box = _Box(tag, dict(attrs), start, start + len(self.get_starttag_text() or ""))
        if tag == "h1":
            self.heading = start
        elif tag == "form":
            self._within = _FormOnPage(box)
            self.forms.append(self._within)
        elif tag in {"input", "textarea", "select", "option"}:
            self._take(box)

    def _take(self, box: _Box) -> None:
        named = box.attributes.get("form")
        owner = next((form for form in self.forms if form.opening.attributes.get("id") == named), None)
        form = owner if named else self._within
        if form is None:
            return
        if box.tag == "option":
            form.boxes[-1].options.append(box)
        else:
            form.boxes.append(box)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._within = None
        elif tag == "textarea" and self._within and self._within.boxes:
            self._within.boxes[-1].inner_end = self._here()


def refill(page: str, action: str, typed: Pairs, *, address: str, above: str) -> str | None:
    """Returns the page of this address with these texts in the form of this action, and `above` over its heading.
    Returns None if the page has no such form, and the page as it is if the form holds these texts already."""
    reader = _Reader(page)
    form = _form_of(reader.forms, action, typed)
    if form is None:
        return None
    edits = [edit for box in form.boxes for edit in _edits(box, typed, page)]
    if not edits:
        return page
    opening, marks = form.opening, {"data-unsaved": None, "data-address": address}
    stands_on = _tag("input", {"type": "hidden", "name": STANDS_ON, "value": address})
    edits.append((opening.start, opening.end, _tag("form", opening.attributes | marks) + stands_on))
    edits.append((reader.heading, reader.heading, above))
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page


def _form_of(forms: Sequence[_FormOnPage], action: str, typed: Pairs) -> _FormOnPage | None:
    """Returns the form that was sent. A search above it may have the same address, but its method is another."""
    sent = [form for form in forms if (form.opening.attributes.get("method") or "").lower() == "post"]
    alike = [form for form in sent if form.opening.attributes.get("action") == action]
    return next((form for form in alike if form.fixed() <= set(typed)), None)


def _edits(box: _Box, typed: Pairs, page: str) -> list[tuple[int, int, str]]:
    """Returns what has to change in the page, as places and texts, so that the box holds what was typed."""
    values = [value for name, value in typed if name == box.name]
    if not box.name or box.name in _PAGES_OWN or box.kind in {"file", "password", "submit", "button"}:
        return []
    if box.kind in {"radio", "checkbox"}:
        return _marked(box, "checked", (box.attributes.get("value") or "on") in values)
    if not values:
        return []
    if box.kind == "select":
        pairs = [(option, option.attributes.get("value") in values) for option in box.options]
        return [edit for option, is_chosen in pairs for edit in _marked(option, "selected", is_chosen)]
    if box.kind == "textarea":
        stored = html.unescape(page[box.end : box.inner_end]).removeprefix("\n")
        same = _lines(stored) == _lines(values[0])
        return [] if same else [(box.end, box.inner_end, "\n" + html.escape(values[0], quote=False))]
    if (box.attributes.get("value") or "") == values[0]:
        return []
    return [(box.start, box.end, _tag(box.tag, box.attributes | {"value": values[0]}))]


def _marked(box: _Box, mark: str, is_wanted: bool) -> list[tuple[int, int, str]]:
    if (mark in box.attributes) == is_wanted:
        return []
    rest = {name: value for name, value in box.attributes.items() if name != mark}
    return [(box.start, box.end, _tag(box.tag, rest | {mark: None} if is_wanted else rest))]


def _lines(text: str) -> str:
    """Browsers end a line with two characters, the service with one."""
    return text.replace("\r\n", "\n")


def _tag(tag: str, attributes: Attributes) -> str:
    words = [name if value is None else f'{name}="{html.escape(value)}"' for name, value in attributes.items()]
    return f"<{' '.join([tag, *words])}>"
