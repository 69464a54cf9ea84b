"""A place of a programme that the issuer fills in, with its description in words."""

from dataclasses import dataclass

from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class IssuerPlace:
    """A place that the issuer fills in. `needed`: a campaign cannot open while `value` is null. `unit`: what stands
    behind the value where people read it (%)."""

    path: str
    words: Text
    value: object
    needed: bool = True
    unit: str = ""


def issuer_place(path: str, vi: str, en: str, value: object, *, needed: bool = True, unit: str = "") -> IssuerPlace:
    return IssuerPlace(path=path, words=Text(vi=vi, en=en), value=value, needed=needed, unit=unit)
