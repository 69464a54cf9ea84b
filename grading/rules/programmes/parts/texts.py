"""Texts in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Text:
    vi: str
    en: str
