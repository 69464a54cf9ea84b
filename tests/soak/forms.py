"""Finds every form that the people of the town can send, filled in as a person would fill it in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from werkzeug.test import TestResponse

from tests.conventions.asking import asked
from tests.conventions.matrix import GET
from tests.conventions.town import OWN, Town
from tests.season import PDF

REASON = "Đã đối chiếu, có biên bản kèm theo."
EMPTY = {"number": "1", "date": "2022-12-20", "text": "Mẫu", "search": "", "email": "", "password": "mot mat khau dai"}
"""What is typed into an empty box, by its type."""

TYPED = {
    "official": "10", "excused": "1", "present": "9", "issued": "9", "returned": "9", "valid": "9", "invalid": "0",
    "held_on": "20/12/2022", "members": "9", "due": "10", "minutes": "90", "on_track": "1", "behind": "0",
    "members_official": "10", "members_probationary": "1", "members_rated": "11", "members_excellent": "2",
    "members_good": "8", "members_completed": "1", "members_not_completed": "0", "login": "nguoi-moi",
    "eligible": "10", "in_favour": "9", "unit": "HU-A-01", "code": "HU-A-99",
}  # fmt: skip
"""What is typed into the boxes of these names."""
FIRST_OF = {"votes": "9", "work": "1"}
"""What is typed into the first box of several: all voted for one level. The others get 0."""


@dataclass
class Form:
    """One form of a page: where it goes, and the values of its boxes."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    offered: dict[str, str] = field(default_factory=dict)
    """A value of each choice in which nothing is chosen yet."""

    def filled(self) -> dict[str, Any]:
        """Returns what a browser sends; files are made anew, because each can be read once."""
        values: dict[str, Any] = {name: [value] for name, value in self.offered.items()} | self.values
        return values | {name: [(BytesIO(PDF), "so-lieu.pdf")] for name in self.files}


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._box, self._select = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", "")) if given.get("method", "").lower() == "post" else None
            self.found += [self._form] if self._form else []
        elif self._form and "disabled" not in given:
            self._take(self._form, tag, given)

    def _take(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "textarea" and name and "readonly" not in given:
            form.values[name] = [REASON]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            value = given.get("value", "")
            if "selected" in given:
                form.values[self._select] = [value]
            elif value:
                form.offered[self._select] = value
        elif tag == "input" and name:
            _take_input(form, name, given)
        elif tag == "button" and "formaction" in given:
            self.found.append(Form(given["formaction"], form.values, form.files, form.offered))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""


def _take_input(form: Form, name: str, given: dict[str, str]) -> None:
    kind, value = given.get("type", "text"), given.get("value", "")
    if kind == "file":
        form.files.append(name)
    elif kind in {"radio", "checkbox"}:
        if "checked" in given:
            form.values.setdefault(name, []).append(value or "on")
        else:
            form.offered[name] = value or "on"
    elif kind == "hidden":
        form.values.setdefault(name, []).append(value)
    elif kind != "submit":
        form.values[name] = [value or _typed(form, name, kind)]


def _typed(form: Form, name: str, kind: str) -> str:
    group = name.partition("-")[0]
    if group in FIRST_OF:
        return "0" if any(other.startswith(f"{group}-") for other in form.values) else FIRST_OF[group]
    return TYPED.get(name) or EMPTY.get(kind, "Mẫu")


@dataclass(frozen=True)
class Act:
    """One person who sends one form."""

    actor: str
    form: Form
    name: str
    """The address with its ids, and the person."""

    def send(self, town: Town) -> TestResponse:
        client = town.season.client(town.logins[self.actor])  # a browser of its own with the same sign-in
        return client.post(self.form.action, data=self.form.filled(), content_type="multipart/form-data")


def acts_of(town: Town) -> Iterator[Act]:
    """Yields each address to which somebody can send a form once for each person who can."""
    seen = set()
    for endpoint, line in GET.items():
        for _standing, path, able, _chosen in asked(town, "GET", endpoint, line):
            for actor in sorted(able & OWN.keys()):
                for form in _forms_at(town, actor, path):
                    if form.action.startswith("/") and (form.action, actor) not in seen:
                        seen.add((form.action, actor))
                        yield Act(actor, form, f"{form.action} {actor}")


def _forms_at(town: Town, actor: str, path: str) -> list[Form]:
    answer = town.client(actor).get(path)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return []
    reader = _Forms()
    reader.feed(answer.text)
    return reader.found
