"""Turns reasons and faults of files into sentences: what is wrong, what to do, who decides."""

import logging

from flask_babel import gettext as _

from grading.rules.programme import Programme
from grading.services.ground.csv_rows import FileFault
from grading.words.sentences import SENTENCES
from grading.words.spoken import spoken
from workflows import Reason

_log = logging.getLogger(__name__)

# Members vote for or against a title, so a second round has no two levels to choose between.
_OF_A_TITLE = {
    ("ballot_no_majority", "for"): "ballot_no_majority_title",
    ("ballot_short", "for"): "ballot_short_title",
}


def reason_words(reason: Reason, programme: Programme | None = None) -> str:
    """Returns the sentence of a reason in the language of the page.

    For a code without a sentence it logs an error and returns a general sentence. The programme gives the names of
    its figures; without a programme the sentence speaks of figures in general.
    """
    code = _OF_A_TITLE.get((reason.code, str(reason.params.get("level"))), reason.code)
    try:
        words = {name: spoken(reason.code, name, value, programme) for name, value in reason.params.items()}
        sentence = str(SENTENCES[code]) % words
    except KeyError as missing:
        _log.error("no sentence for the code %r with %r: %s is missing", code, dict(reason.params), missing)
        return str(_("Chưa thực hiện được. Mời mở lại trang và thử lại; nếu vẫn gặp, đề nghị báo quản trị hệ thống."))
    return sentence[:1].upper() + sentence[1:]


def fault_words(fault: FileFault) -> str:
    """Returns the place of a fault in the file, as far as the place is known, and what is wrong."""
    places = [fault.file]
    if fault.line:
        places.append(str(_("dòng %(line)s", line=fault.line)))
    if fault.column:
        places.append(str(_("cột %(column)s", column=fault.column)))
    return f"{', '.join(places)}: {reason_words(fault.reason)}"
