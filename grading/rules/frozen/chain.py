"""The digest of one line of a chain: of a dossier's history, or of the record."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from grading.rules.frozen.canonical import canonical

Value = str | int | None | Sequence[str | int]


def line_digest(line: Mapping[str, Value]) -> str:
    """Returns the SHA-256 over the canonical JSON (RFC 8785) of a line. A check of the live data computes the digest of
    every line that there is."""
    return sha256(canonical(line).encode()).hexdigest()
