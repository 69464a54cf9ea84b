"""Turns what a proof finds in the table of a process into sentences, for the person who edits the table."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading.words.conditions import ACTS
from grading.words.spoken import spoken
from grading.words.vocabulary import role_words, state_words, step_words
from workflows import Finding, Role, RowName, State

TABLES: Mapping[str, str] = {
    "state_unreached": _(
        "không bước nào dẫn từ %(start)s đến trạng thái %(state)s. Mời thêm bước dẫn đến, hoặc bỏ trạng thái này."
    ),
    "state_endless": _("từ trạng thái %(state)s, hồ sơ không thể đi đến kết thúc. Mời thêm bước dẫn đến kết thúc."),
    "state_end_goes_on": _(
        "trạng thái kết thúc %(state)s vẫn có bước chuyển tiếp: %(steps)s. Mời bỏ dấu chuyển tiếp của bước ấy."
    ),
    "state_stuck": _("trạng thái %(state)s không có bước chuyển tiếp. Mời đánh dấu một bước là chuyển tiếp."),
    "state_forks": _("trạng thái %(state)s có %(n)s bước chuyển tiếp: %(steps)s. Mời chỉ để một bước."),
    "row_ownerless": _("%(row)s không giao cho vai trò nào. Mời ghi vai trò được làm."),
    "row_of_admin": _(
        "%(row)s giao cho quản trị hệ thống, là vai trò không đánh giá và không quyết định. Mời giao cho vai trò khác."
    ),
    "step_twice": _("%(row)s ghi hai lần. Mời bỏ một lần."),
    "row_placeless": _("%(row)s không ghi ở trạng thái nào. Mời ghi các trạng thái có việc này."),
    "row_misplaced": _("%(row)s gắn với trạng thái mà quy trình không có: %(states)s. Mời sửa trạng thái."),
    "role_on_two_sides": _(
        "%(role)s làm ở nhiều khâu: %(side)s. Một vai trò chỉ được làm ở một khâu; mời giao khâu kia cho vai trò khác."
    ),
    "step_by_hand": _(
        "%(row)s công nhận, xếp loại hoặc không công nhận mà không qua quyết định. Mời đánh dấu là chỉ qua quyết định."
    ),
    "row_reads_on_side": _("%(row)s chỉ để xem nhưng lại thuộc một khâu. Mời ghi là chỉ xem."),
    "row_writes_sideless": _("%(row)s làm thay đổi hồ sơ nhưng ghi là chỉ xem. Mời ghi khâu của việc này."),
}


def proof_words(finding: Finding) -> str:
    """Returns the sentence of a finding, for the place behind the name of its process."""
    words = {name: _said(finding.code, name, value) for name, value in finding.params.items()}
    return str(TABLES[finding.code]) % words


def _said(code: str, name: str, value: Any) -> str:
    """Returns the words for a part of the table with its code, as the person finds it there."""
    match value:
        case RowName(source=None):
            return str(gettext("việc %(act)s", act=_coded(str(ACTS.get(value.name, "")), value.name)))
        case RowName(source=State() as source):
            step = _coded(step_words(value.name), value.name)
            return str(gettext("bước %(step)s từ trạng thái %(state)s", step=step, state=_state(source)))
        case State():
            return _state(value)
        case Role():
            return _coded(role_words(value), value)
        case tuple() if name == "steps":
            return ", ".join(_coded(step_words(step), step) for step in value)
        case tuple() if name == "states":
            return ", ".join(map(_state, value))
    return spoken(code, name, value)


def _state(state: State) -> str:
    return _coded(state_words(state), state)


def _coded(words: str, code: str) -> str:
    """Returns the words with the code in brackets; the code alone for what has no words."""
    return f"“{words}” ({code})" if words and words != code else code
