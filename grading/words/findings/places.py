"""The rows that findings point to, for the middle of a sentence: a dossier, a decision, a paper, an account."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from grading import text
from grading.services.invariants.naming import Place

PLACES: Mapping[str, str] = {
    "unit": _("%(org)s (%(code)s)"),
    "campaign": _("đợt %(code)s"),
    "account": _("tài khoản %(login)s"),
    "programme_version": _("bộ tiêu chí %(version)s"),
    "dossier": _("hồ sơ số %(key)s của %(org)s (đợt %(campaign)s)"),
    "registration": _("đăng ký của %(org)s (đợt %(campaign)s)"),
    "decision": _("Quyết định số %(number)s, ngày %(date)s của %(committee)s"),
    "commendation": _("Giấy khen số %(register)s tặng %(org)s"),
    "stored_file": _("tệp minh chứng “%(name)s” (mã %(key)s) của hồ sơ số %(dossier)s, %(org)s (đợt %(campaign)s)"),
}
UNKNOWN: Mapping[str, str] = {
    "unit": _("tổ chức số %(key)s"),
    "campaign": _("đợt số %(key)s"),
    "account": _("tài khoản số %(key)s"),
    "programme_version": _("bộ tiêu chí số %(key)s"),
    "dossier": _("hồ sơ số %(key)s"),
    "registration": _("đăng ký số %(key)s"),
    "decision": _("quyết định lưu ở số %(key)s"),
    "commendation": _("Giấy khen lưu ở số %(key)s"),
    "stored_file": _("tệp đã lưu mang mã %(key)s"),
    "job": _("việc số %(key)s"),
}
"""The words for a row of which only the key is known."""
_KEY = 12
"""The letters of a digest that people compare; the key of any other row is shorter."""
_PRINTED = _("tệp in (mã %(key)s) của Giấy khen số %(register)s tặng %(org)s")
_UNNUMBERED = _("quyết định chưa có số của %(committee)s (đợt %(campaign)s)")


def place_words(place: Place) -> str:
    """Returns the words for a row: what a person knows it by, or its key where not enough is known."""
    try:
        return _known_words(place)
    except KeyError:
        return str(UNKNOWN.get(place.kind, f"{place.kind} %(key)s")) % {"key": _key(place)}


def _known_words(place: Place) -> str:
    known = place.known
    words = {name: str(value) for name, value in known.items()} | {"key": _key(place)}
    if "register_no" in known:
        words["register"] = f"{known['register_no']:02d}/{known['register_year']}"
    if place.kind == "programme_version":
        words["version"] = f"{known['programme']}@{known['number']}"
    if place.kind == "decision":
        words["date"] = text.day(known["issued_on"]) if known["issued_on"] else ""
        return str(PLACES["decision"] if words["date"] else _UNNUMBERED) % words
    if place.kind == "stored_file" and "register" in words:
        return str(_PRINTED) % words
    return str(PLACES[place.kind]) % words


def _key(place: Place) -> str:
    return str(place.key)[:_KEY]
