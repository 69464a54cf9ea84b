"""Reasons and faults of files as sentences: what is wrong, what to do, who decides."""

from flask_babel import gettext as _

from grading.services.csv_rows import FileFault
from grading.words.sentences import SENTENCES
from grading.words.spoken import spoken
from workflows import Reason


def reason_words(reason: Reason) -> str:
    """The sentence of a reason in the language of the page; a general one for a code that has none."""
    try:
        sentence = str(SENTENCES[reason.code])
        return sentence % {name: spoken(reason.code, name, value) for name, value in reason.params.items()}
    except KeyError:
        return str(_("Chưa thực hiện được. Mời mở lại trang và thử lại; nếu vẫn gặp, đề nghị báo quản trị hệ thống."))


def fault_words(fault: FileFault) -> str:
    """Where it stands in the file, as far as that is known, and what is wrong."""
    places = [fault.file]
    if fault.line:
        places.append(str(_("dòng %(line)s", line=fault.line)))
    if fault.column:
        places.append(str(_("cột %(column)s", column=fault.column)))
    return f"{', '.join(places)}: {reason_words(fault.reason)}"
