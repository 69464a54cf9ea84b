"""The reasons of a failed line or job, as they are stored: codes, and the place in the file where there is one."""

from collections.abc import Iterable, Mapping
from typing import Any

from grading.rules.codec import encode
from grading.services.ground.csv_rows import FileFault
from workflows import Reason

Stored = list[dict[str, Any]]
MOST = 200
"""More faults of one file are not kept: nobody reads them before the first ones are mended."""


def of_reasons(*reasons: Reason) -> Stored:
    return [{"code": reason.code, "params": encode(reason.params)} for reason in reasons]


def of_file(faults: Iterable[FileFault]) -> Stored:
    kept = [
        {"line": fault.line, "column": fault.column, "code": fault.reason.code, "params": encode(fault.reason.params)}
        for fault in faults
    ]
    return kept[:MOST]


def reason_of(form: Mapping[str, Any]) -> Reason:
    return Reason(code=form["code"], params=form["params"])


def fault_of(form: Mapping[str, Any], file: str) -> FileFault | None:
    """Returns the fault with its place in the file; None for a reason that has no place."""
    if "line" not in form:
        return None
    return FileFault(file=file, line=form["line"], column=form["column"], reason=reason_of(form))
