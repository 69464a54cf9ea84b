"""Words of states, roles, steps and outcomes, and how a sentence words its parameters."""

import logging
import re
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from grading.models import DecisionState
from grading.models.campaign import Decider
from grading.models.unit import UnitKind
from grading.rules.levels import Grade, Level
from grading.rules.programmes.parts.outcomes import TITLES
from grading.services.ground.csv_rows import FileFault
from grading.words import (
    fault_words,
    grade_words,
    kind_words,
    layer_words,
    moves,
    outcome_words,
    reason_words,
    role_words,
    state_words,
    step_words,
)
from grading.words.sentences import SENTENCES
from workflows import PROCESSES, Kind, Layer, Reason, Role, State, Tier

VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)


def test_every_state_has_a_tag() -> None:
    assert moves.TAGS.keys() == set(State)


def test_every_step_has_a_notice_for_the_cell() -> None:
    steps = {step.name for process in PROCESSES.values() for step in process.steps}

    assert moves.NOTICES.keys() == steps | {"opened", "returned", "received"}


def test_every_step_with_a_button_says_what_follows_from_it() -> None:
    steps = [step for process in PROCESSES.values() for step in process.steps]
    asked = {step.name for step in steps if not (step.by_decision_only or step.by_task_only)}

    assert moves.CONSEQUENCES.keys() == asked


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_neither_shouts_nor_speaks_of_errors(code: str) -> None:
    sentence = str(SENTENCES[code])

    assert sentence.endswith(".")
    assert "!" not in sentence
    assert "lỗi" not in sentence.casefold()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (role_words, Role),
        (state_words, State),
        (layer_words, Layer),
        (grade_words, Grade),
        (outcome_words, [*Level, *TITLES, "for", "against"]),
        (kind_words, [*UnitKind, *DecisionState, *Decider, *Kind, *Tier]),
        (step_words, sorted({step.name for process in PROCESSES.values() for step in process.steps})),
    ],
)
def test_every_word_of_the_vocabulary_is_vietnamese(words, codes) -> None:
    words_by_code = {code: words(code) for code in codes}

    assert all(VIETNAMESE.search(word) for word in words_by_code.values()), words_by_code


def test_a_returned_draft_names_the_day_it_is_due() -> None:
    assert (
        state_words(State.draft, returned=True, due_on=date(2022, 12, 5)) == "Cần bổ sung, hạn đến hết ngày 05/12/2022"
    )


def test_a_cell_does_not_see_which_office_decides() -> None:
    assert state_words("certification", to_cell=True) == "Chờ quyết định"


def test_a_title_is_recognised_and_not_rated() -> None:
    assert state_words(State.certified, kind=Kind.recognition) == "Đã công nhận"
    assert step_words("certify", Kind.recognition) == "Ghi quyết định công nhận"


def test_two_tiers_have_no_commune_above_the_cell() -> None:
    assert state_words(State.commune_review, tier=Tier.two_tier) == "Đang kiểm tra hồ sơ"


class Odd(StrEnum):
    thing = "thing"


SAID = [
    (
        Reason(code="stale", params={"role": Role.cell_secretary, "time": datetime(2022, 12, 6, 7, 5, tzinfo=UTC)}),
        "Hồ sơ vừa được bí thư chi bộ cập nhật lúc 14 giờ 05 phút, ngày 06/12/2022. "
        "Nội dung đồng chí vừa nhập được giữ bên dưới; mời đối chiếu rồi lưu lại.",
    ),
    (
        Reason(code="points_max", params={"value": 1050, "max": 1000, "criterion": "I.2"}),
        "Điểm 10,5 vượt mức tối đa 10 của tiêu chí “I.2”.",
    ),
    (
        Reason(code="file_size", params={"name": "Ảnh.jpg", "size": 1230, "max": 1000}),
        "Tệp “Ảnh.jpg” nặng 12,3 MB, tối đa 10 MB. Mời chụp lại hoặc tách tệp.",
    ),
    (
        Reason(code="deadline", params={"date": date(2022, 12, 15), "office": ""}),
        "Đã hết hạn gửi (hết ngày 15/12/2022). Đề nghị liên hệ cấp ủy cấp trên trực tiếp để được gia hạn.",
    ),
    (
        Reason(code="not_all_scored", params={"n": 2, "list": ("I.1", "I.2")}),
        "Chưa hoàn thành được: còn 2 tiêu chí chưa đánh giá (I.1, I.2).",
    ),
    (
        Reason(code="streak_broken", params={"n": 5, "year": 2020, "unit": "Chi bộ ấp Một", "level": None}),
        "Chưa đủ 5 năm liền: năm 2020 Chi bộ ấp Một chưa có kết quả xếp loại.",
    ),
    (
        Reason(code="ballot_no_majority", params={"level": "for", "yes": 9, "eligible": 20, "round": 2}),
        "Đề nghị công nhận được 9/20 phiếu tán thành, chưa quá một nửa. "
        "Hội nghị biểu quyết lại, rồi nhập kết quả lần 2.",
    ),
    (
        Reason(code="words_long", params={"criterion": "I.1", "max": 4000}),
        "Nội dung của tiêu chí “I.1” dài quá 4.000 ký tự. Mời rút gọn rồi lưu lại.",
    ),
    (
        Reason(code="file_macro", params={"name": "a.pdf", "cause": "JavaScript"}),
        "Không nhận tệp “a.pdf”: tệp có mã lệnh JavaScript. Mời in hoặc xuất lại thành PDF thường rồi gửi lại.",
    ),
    (
        Reason(code="ballot_negative", params={"list": ("present", "GOOD")}),
        "Số nhập vào không được nhỏ hơn 0: có mặt, Hoàn thành tốt nhiệm vụ.",
    ),
]


@pytest.mark.parametrize(("reason", "sentence"), SAID, ids=[reason.code for reason, _sentence in SAID])
def test_parameters_are_put_into_words(reason: Reason, sentence: str) -> None:
    assert reason_words(reason) == sentence


@pytest.mark.parametrize(
    ("reason", "missing"),
    [
        (Reason(code="never_heard_of", params={"n": 3}), "'never_heard_of' with {'n': 3}: 'never_heard_of'"),
        (Reason(code="points_max", params={"max": 1000}), "'points_max' with {'max': 1000}: 'value'"),
        (Reason(code="stale", params={"role": "a\nb"}), r"'stale' with {'role': 'a\nb'}: 'time'"),
    ],
)
def test_a_missing_code_or_parameter_is_logged_and_stops_no_page(
    caplog: pytest.LogCaptureFixture, reason: Reason, missing: str
) -> None:
    words = reason_words(reason)

    assert words.startswith("Chưa thực hiện được.")
    assert caplog.record_tuples == [
        ("grading.words.reasons", logging.ERROR, f"no sentence for the code {missing} is missing")
    ]


def test_a_sentence_that_exists_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    reason_words(SAID[0][0])

    assert caplog.record_tuples == []


def test_a_code_without_a_word_is_shown_as_it_is() -> None:
    assert kind_words(Odd.thing) == "thing"
    assert outcome_words(None) == ""


def test_a_fault_of_a_file_names_its_file_line_and_column() -> None:
    reason = Reason(code="csv_choice", params={"value": "xã", "allowed": ("cell_subordinate", "cell_grassroots")})

    words = fault_words(FileFault(file="units.csv", line=12, column="kind", reason=reason))

    assert words == (
        "units.csv, dòng 12, cột kind: “xã” không thuộc các giá trị được dùng: cell_subordinate, cell_grassroots."
    )


def test_a_fault_of_a_whole_file_names_neither_line_nor_column() -> None:
    reason = Reason(code="file_unreadable")

    words = fault_words(FileFault(file="units.csv", line=0, column="", reason=reason))

    assert words == "units.csv: Không mở được tệp. Mời kiểm tra đường dẫn và quyền đọc."


def test_numbers_follow_the_language_of_the_page() -> None:
    app = Flask(__name__)
    Babel(app)
    reason = Reason(code="points_max", params={"value": 1050, "max": 1000, "criterion": "I.2"})

    with app.test_request_context(), force_locale("en"):
        words = reason_words(reason)

    assert "10.5" in words
