"""The digest of one line of a chain: of a dossier's history, or of the record."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
Value = str | int | None | Sequence[str | int]


def line_digest(line: Mapping[str, Value]) -> str:
    """Returns the SHA-256 over the canonical JSON (RFC 8785) of a line. Names of fields are ASCII.

    A line holds texts and whole numbers only, and for these the encoder of Python writes what RFC 8785 asks, in
    less than half of the time. A check of the live data computes the digest of every line that there is.
    """
    return sha256(_ENCODER.encode(line).encode()).hexdigest()
