"""Reads the ballot: what decides, as a share of whom, and its faults."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from grading.rules.programmes.parts.ballot import Needed
from grading.rules.programmes.reading.document import Document, Found, Steps

_USUAL = "eligible"
"""The short form of the majority of the statutes: more than half of those convened."""
_HALF = Fraction(1, 2)


def ballot_form(ballot: Document) -> dict[str, Any] | None:
    """Returns the ballot in the form that the dataclass needs; None where the table says that there is none."""
    if ballot["needed"] is False:
        return None
    form: dict[str, Any] = {name: ballot[name] for name in ("needed", "secret", "options")}
    form["majority"] = _needed(ballot["majority"])
    form["special"] = [{"option": name, "needed": _needed(each)} for name, each in ballot.get("for", {}).items()]
    if "quorum" in ballot:
        form["quorum"] = _needed(ballot["quorum"])
    return {**form, "rounds": ballot.get("rounds", {})}


def _needed(said: str | Document) -> dict[str, Any]:
    if isinstance(said, str):
        return {}
    share = _share(said)
    return {"of": said["of"], "share": [share.numerator, share.denominator], "is_more": "more_than" in said}


def _share(said: Document) -> Fraction:
    """Returns the share of a checked entry: a fraction as it stands, or a percentage."""
    written = said["more_than"] if "more_than" in said else said["at_least"]
    return Fraction(written) if isinstance(written, str) else Fraction(written) / 100


def ballot_faults(document: Document) -> Found:
    """Yields shares that no vote can reach or that two options can, and what has no effect on this ballot."""
    ballot = document["ballot"]
    if ballot["needed"] is False:
        for name in ("for", "quorum", "rounds"):
            if name in ballot:
                yield "not_together", ["ballot", name], {"name": name}
        return
    for steps, said in _shares(ballot):
        yield from _share_faults(said, steps)
    for name, said in ballot.get("for", {}).items():
        if name not in ballot["options"] or name == "against":
            allowed = ", ".join(option for option in ballot["options"] if option != "against")
            yield "option_unknown", ["ballot", "for", name], {"name": name, "allowed": allowed}
        elif Needed(**_plain(said)) == Needed(**_plain(ballot["majority"])):
            yield "majority_same", ["ballot", "for", name], {"name": name}


def _plain(said: str | Document) -> dict[str, Any]:
    form = _needed(said) if isinstance(said, str) or _is_one(said) else {}
    return {**form, "share": tuple(form["share"])} if form else {}


def _shares(ballot: Document) -> Iterator[tuple[Steps, Document]]:
    """Yields each share that is written out, with its place."""
    if not isinstance(ballot["majority"], str):
        yield ["ballot", "majority"], ballot["majority"]
    if "quorum" in ballot:
        yield ["ballot", "quorum"], ballot["quorum"]
    yield from ((["ballot", "for", name], said) for name, said in ballot.get("for", {}).items())


def _is_one(said: Document) -> bool:
    return ("more_than" in said) != ("at_least" in said)


def _share_faults(said: Document, steps: Steps) -> Found:
    if not _is_one(said):
        yield "majority_share", steps, {}
        return
    name, share = ("more_than" if "more_than" in said else "at_least"), _share(said)
    if share > 1 or (share == 1 and name == "more_than"):
        yield "majority_unreached", [*steps, name], {"found": said[name]}
    elif steps[-1] == "quorum":
        if said["of"] not in ("eligible", "all"):
            yield "quorum_of", [*steps, "of"], {"found": said["of"]}
    elif share < _HALF or (share == _HALF and name == "at_least"):
        yield "majority_two", [*steps, name], {"found": said[name]}
