"""The digest of a line of a chain is that of its canonical JSON (RFC 8785), whatever the texts hold."""

from hashlib import sha256

import pytest
import rfc8785

from grading.rules.frozen.canonical import canonical
from grading.rules.frozen.chain import line_digest

EVERY_CHARACTER = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)


@pytest.mark.parametrize("text", ["", 'a "word" \\ / of </b>', "Chi bộ Hòa Bình", EVERY_CHARACTER])
def test_the_digest_is_that_of_the_canonical_text(text: str) -> None:
    line = {"text": text, "by": None, "number": 2**53 - 1, "before": -1, "subject": ["dossier", 7], "none": []}

    digest = line_digest(line)

    assert digest == sha256(rfc8785.dumps(line)).hexdigest()


def test_the_content_of_a_stored_text_is_written_as_the_standard_asks() -> None:
    content = {"z": {"b": [1, {"d": True, "c": None}], "B": EVERY_CHARACTER}, "a_1": [], "a-1": {}, "n": -(2**53) + 1}

    text = canonical(content)

    assert text == rfc8785.dumps(content).decode()


def test_a_text_that_is_no_unicode_is_refused() -> None:
    line = {"text": "\ud800"}

    with pytest.raises(ValueError, match="surrogates not allowed"):
        line_digest(line)
