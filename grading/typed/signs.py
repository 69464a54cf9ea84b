"""The signs of a typed text: what nobody sees is taken away, and signs of one meaning become one sign."""

from functools import lru_cache

from grading.text import nfc, visible

_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_MINUS = dict.fromkeys(map(ord, "\u2212\u2012\u2013\ufe63"), "-")
_AS_ASCII = str.maketrans(_WIDE | _MINUS)


@lru_cache(maxsize=4096)  # a column repeats its values
def plain(typed: str) -> str:
    """Returns the text without invisible signs (zero-width signs, direction marks, soft hyphens, a byte order mark),
    with single blanks, and with the wide signs of East Asian keyboards and every minus as the sign of a keyboard."""
    return " ".join(visible(nfc(typed)).translate(_AS_ASCII).split())
