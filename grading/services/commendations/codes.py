"""The code of a commendation as a person types it: with blanks, inside a link, or under a Vietnamese keyboard."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, permutations, product

SHORT_CODE = 12
LONGEST_CODE = 80
"""The most characters that are read of a typed code, with hyphens and blanks."""
MOST_WAYS = 3_000
"""So many ways to type a text are looked at, and those that have the length of a code are readings."""
LENGTHS = {SHORT_CODE, 26}
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TELEX = {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J", _BREVE: "W", _HORN: "W"}
_VNI = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5", _HAT: "6", _HORN: "7"}
"""The keys that put a mark on a letter; those of VNI that no code contains are left out."""
_LATEST = 3
"""So many letters after its own a key may have been typed."""


_LINK = re.compile("/verify", re.IGNORECASE)
_ASKED = re.compile("[?&]code=([^&#]*)", re.IGNORECASE)
_GAP = r"[\s\-\u2010-\u2015]?"
_BOUND = r"(?![^\W_])"
_BEFORE = r"(?<![^\W_])"


def _pattern(length: int) -> re.Pattern[str]:
    groups = rf"(?:[A-Z0-9]{{4}}{_GAP}){{{length // 4}}}[A-Z0-9]{{{length % 4}}}"
    return re.compile(rf"{_BEFORE}(?=({groups}){_BOUND})", re.IGNORECASE)


_CODES = tuple(_pattern(length) for length in sorted(LENGTHS, reverse=True))
"""A code among other words, in groups of four or in one piece; the longer one first. Blanks may part the groups, so
that a place may hold several."""


def plain_code(typed: str) -> str:
    """Returns a code as it is stored: capitals without hyphens or blanks. 0, 1 and 8 are read as O, I and B, because no
    code contains these digits."""
    return _stored(_texts(typed)[0])


def _stored(text: str) -> str:
    code = "".join(sign for sign in text if sign.isascii() and sign.isalnum())
    return code.upper().translate(str.maketrans("018", "OIB"))


def readings(typed: str) -> tuple[str, ...]:
    """Returns the codes that somebody may have typed. A Vietnamese keyboard (Telex or VNI) makes Đ of DD, Ư of W and À
    of AF or A2; the keys are read back from the marks, and where they can be several keys there are several readings.
    """
    return tuple(dict.fromkeys(code for text in _texts(typed) for code in _readings(text)))


def _readings(text: str) -> Iterator[str]:
    letters = [sign for sign in unicodedata.normalize("NFC", text).upper() if sign.isalnum()]
    if all(sign.isascii() for sign in letters):
        yield _stored(text)
        return
    typed_keys = [list(_keys(sign)) for sign in letters]
    ways = (_placed(way) for way in product(*typed_keys))
    codes = (_stored(way) for way in islice(ways, MOST_WAYS))
    yield from (code for code in codes if len(code) in LENGTHS)


def _texts(typed: str) -> list[str]:
    """Returns the parts of a typed text that may be the code: of a whole link what stands behind the address of the
    public check, of a sentence what is as long as a code; otherwise the text itself."""
    text = _of_link(typed)[:LONGEST_CODE]
    found = [match[1] for code in _CODES for match in code.finditer(text)]
    return found or [text]


def _of_link(typed: str) -> str:
    *before, behind = _LINK.split(typed)
    if not before:
        return typed
    asked = _ASKED.search(behind)
    return re.split(r"[?#%/\s]", asked[1] if asked else behind.lstrip("/"), maxsplit=1)[0]


_Way = tuple[str, str, int]
"""The letter that was typed, the keys of its marks, and how many letters later they were typed."""


def _keys(sign: str) -> Iterator[_Way]:
    base, *marks = list(unicodedata.normalize("NFD", sign))
    if sign == "Đ":
        base, marks = "D", ["Đ"]
    if not marks:
        yield base, "", 0
        return
    if sign == "Ư":
        yield "W", "", 0
    telex = [base if mark in {_HAT, "Đ"} else _TELEX.get(mark, "") for mark in marks]
    vni = [_VNI.get(mark, "") for mark in marks]
    for later in range(_LATEST + 1):
        for keys in (telex, vni):
            if all(keys):
                yield from ((base, "".join(order), later) for order in dict.fromkeys(permutations(keys)))


def _placed(way: tuple[_Way, ...]) -> str:
    """Returns the letters with each mark's keys behind the letter after which they were typed."""
    behind: dict[int, str] = {}
    for at, (_letter, keys, later) in enumerate(way):
        place = min(at + later, len(way) - 1)
        behind[place] = behind.get(place, "") + keys
    return "".join(letter + behind.get(at, "") for at, (letter, _keys, _later) in enumerate(way))
