"""Turns the errors of the YAML parser into faults whose sentences say what to type."""

from collections.abc import Mapping
from dataclasses import replace

from ruamel.yaml.error import MarkedYAMLError

from grading.rules.programmes.reading.errors import Fault, Place

_PROBLEMS: Mapping[str, str] = {
    "mapping values are not allowed": "syntax_colon",
    "found character '\\t'": "syntax_tab",
    "cannot start any token": "syntax_sign",
    "found unknown escape": "syntax_escape",
    "could not find expected ':'": "syntax_name",
    "found unexpected end of stream": "syntax_quote",
    "expected ',' or": "syntax_bracket",
    "expected <block end>": "syntax_indent",
    "expected '<document start>'": "syntax_document",
}
"""The parser says these of the traps of YAML; anything else is said in its own words."""


def syntax_fault(error: MarkedYAMLError, start: Place) -> Fault:
    """Returns the fault at the place that the parser marks, or at the start of the file."""
    mark = error.problem_mark or error.context_mark
    place = replace(start, line=mark.line + 1, column=mark.column + 1) if mark else start
    problem = error.problem or error.context or "?"
    code = next((code for part, code in _PROBLEMS.items() if part in problem), "syntax")
    return Fault(code=code, place=place, params={"problem": problem} if code == "syntax" else {})
