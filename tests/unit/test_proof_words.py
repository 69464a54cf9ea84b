"""What a proof finds is said in both languages, with the codes that stand in the table."""

import ast
import re
from pathlib import Path

import pytest

from grading.cli.speaking import answering
from grading.words.proofs import TABLES, proof_words
from tests.unit.workflows.test_workflow_prove import FAULTS, NAMES
from workflows import Finding, Role, RowName, Side, State

PROVE = Path(__file__).parents[2] / "workflows" / "prove.py"
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)


def codes() -> set[str]:
    """Returns the codes in the source: each is the first argument of a call of `Finding.of`."""
    calls = [node for node in ast.walk(ast.parse(PROVE.read_text())) if isinstance(node, ast.Call)]
    first = [call.args[0] for call in calls if ast.unparse(call.func) == "Finding.of"]
    return {str(node.value) for argument in first for node in ast.walk(argument) if isinstance(node, ast.Constant)}


def test_every_code_of_the_proof_has_a_sentence_and_every_sentence_a_code():
    assert set(TABLES) == codes()


def test_every_code_of_the_proof_is_planted():
    assert {finding.code for _process, finding in FAULTS} == codes()


@pytest.mark.parametrize(("_process", "finding"), FAULTS, ids=NAMES)
def test_a_finding_is_said_in_vietnamese_and_in_english(_process, finding):
    vietnamese = proof_words(finding)
    with answering("en"):
        english = proof_words(finding)

    assert VIETNAMESE.search(vietnamese)
    assert not VIETNAMESE.search(english)
    assert vietnamese.endswith(".")
    assert english.endswith(".")


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            Finding.of("state_unreached", state=State.declined, start=State.draft),
            "không bước nào dẫn từ “Đang soạn” (draft) đến trạng thái “Không công nhận” (declined). "
            "Mời thêm bước dẫn đến, hoặc bỏ trạng thái này.",
        ),
        (
            Finding.of("row_ownerless", row=RowName(name="recall", source=State.rejected)),
            "bước “Yêu cầu thẩm định lại” (recall) từ trạng thái “Chưa đề nghị” (rejected) không giao cho vai trò nào. "
            "Mời ghi vai trò được làm.",
        ),
        (
            Finding.of("row_misplaced", row=RowName(name="propose"), states=(State.noted, State.withdrawn)),
            "việc “Đề nghị mức xếp loại” (propose) gắn với trạng thái mà quy trình không có: “Đã ghi nhận” (noted), "
            "“Đã rút đăng ký” (withdrawn). Mời sửa trạng thái.",
        ),
        (
            Finding.of("row_reads_on_side", row=RowName(name="read_ballot")),
            "việc read_ballot chỉ để xem nhưng lại thuộc một khâu. Mời ghi là chỉ xem.",
        ),
        (
            Finding.of("role_on_two_sides", role=Role.appraiser, side=(Side.appraise, Side.decide)),
            "“Thành viên Tổ thẩm định” (appraiser) làm ở nhiều khâu: thẩm định, ghi quyết định. "
            "Một vai trò chỉ được làm ở một khâu; mời giao khâu kia cho vai trò khác.",
        ),
    ],
)
def test_states_steps_roles_and_sides_have_words_and_keep_their_codes(finding, sentence):
    assert proof_words(finding) == sentence
