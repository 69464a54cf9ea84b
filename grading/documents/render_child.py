"""The process that makes sheets: facts in, bytes out, through a pipe. It opens no database and no store.

A request is the JSON of a sheet's facts. An answer begins with one letter: P for the PDF that follows, E for the JSON
of an error.
"""

import json

from grading.documents.child import serve
from grading.documents.commendation import render
from grading.documents.errors import Overflow, PdfError, PdfUnavailable, Unprintable
from grading.rules.frozen.facts import FrozenFacts

MEMORY = 2 * 1024**3
"""Bytes of address space. A sheet needs about 0.4 GB of it, most of it libraries and fonts."""
CPU_SECONDS = 60
"""For one sheet. The longest text takes about two."""


def answer(request: bytes) -> bytes:
    """Returns the answer to one request. A MemoryError is none of the errors: it ends the process."""
    try:
        return b"P" + render(FrozenFacts.from_json(json.loads(request)))
    except Overflow as error:
        return _error("overflow", field=error.field, unit=error.unit)
    except Unprintable as error:
        return _error("unprintable", letters=error.letters, unit=error.unit)
    except PdfUnavailable as error:
        return _error("unavailable", words=str(error))
    except (PdfError, TypeError, ValueError) as error:
        return _error("broken", words=f"{type(error).__name__}: {error}")


def _error(kind: str, **params: str) -> bytes:
    return b"E" + json.dumps({"kind": kind, **params}).encode()


if __name__ == "__main__":
    serve(answer, memory=MEMORY, cpu_seconds=CPU_SECONDS)
