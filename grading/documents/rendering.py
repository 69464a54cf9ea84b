"""Has sheets made by a child process."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grading.documents.children import Child
from grading.documents.errors import Overflow, PdfError, PdfUnavailable, Unprintable


@dataclass
class Renderer(Child):
    """Makes one sheet after the other. A sheet takes about a second."""

    command: tuple[str, ...] = ("-P", "-m", "grading.documents.render_child")
    seconds: float = 90
    requests: int = 100

    def render(self, facts: Mapping[str, Any]) -> bytes:
        """Returns the sheet of these facts, the same bytes as `commendation.render` in this process.

        Raises Overflow, Unprintable, PdfUnavailable, PdfError as the sheet does, and ChildLost.
        """
        answer = self.ask(json.dumps(dict(facts)).encode())
        kind, content = answer[:1], answer[1:]
        if kind == b"P":
            return content
        raise _error(json.loads(content))


def _error(form: Mapping[str, str]) -> Exception:
    match form["kind"]:
        case "overflow":
            return Overflow(form["field"], form["unit"])
        case "unprintable":
            return Unprintable(form["letters"], form["unit"])
        case "unavailable":
            return PdfUnavailable(form["words"])
        case _:
            return PdfError(form["words"])
