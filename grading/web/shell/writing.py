"""The forms of the page that is being made, in which somebody may be writing when they leave it."""

from typing import NamedTuple, cast

from flask import Flask, g, request

from grading.web.shell.targets import page_of_form


class FormOnPage(NamedTuple):
    id: str
    action: str


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(writing_form=_add, writing_forms=listed, here_url=_here)


def listed() -> list[FormOnPage]:
    """Returns the forms in the order of the page, as far as it has been made."""
    return cast(list[FormOnPage], g.setdefault("writing_forms", []))


def forget() -> None:
    """Forgets the forms of a page that another page replaces."""
    g.pop("writing_forms", None)


def _here() -> str:
    """Returns the address of this page; of an answer to a form, the page on which the form stood."""
    if request.method == "POST":
        return page_of_form()
    return request.full_path if request.query_string else request.path


def _add(action: str, name: str | None) -> str:
    """Notes a form of the page. Returns its id, by which a button outside the form can send it."""
    form = FormOnPage(name or f"bieu-mau-{len(listed()) + 1}", action)
    listed().append(form)
    return form.id
