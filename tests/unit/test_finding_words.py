"""What a check finds is said in both languages. The codes are read from the source, so that a finding without a
sentence fails here, and so does a sentence that no check uses."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from grading.cli.speaking import answering
from grading.models import CampaignState
from grading.rules.programmes.parts.figures import Metric, MetricRule, MetricUnit
from grading.rules.programmes.parts.texts import Text
from grading.rules.quota import QuotaGroup
from grading.services.invariants.naming import KINDS, Place
from grading.words.findings import FINDINGS
from grading.words.findings.kept import STORED
from grading.words.findings.places import PLACES, UNKNOWN
from grading.words.findings.saying import CAMPAIGN_STATES, PARTS, finding_words
from tests.unit.test_words_for_every_code import constants, keys_of
from workflows import Finding, Reason, Role, Side, State

CHECKS = Path(__file__).parents[2] / "grading" / "services" / "invariants"
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
# Functions that make a finding from a code, with the position of the code and the parameters that they add.
MAKERS: dict[str, tuple[int, set[str]]] = {
    "Finding.of": (0, set()),
    "_about": (1, {"unit", "period", "level"}),
    "_stood": (1, {"account", "dossier", "side"}),
}
# The parameters of dicts that another function returns.
ELSEWHERE = {"_where(session, row)": {"digest", "campaigns"}}
_SHARE = Metric(
    key="share", name=Text(vi="Tỷ lệ dự họp", en="Attendance"), unit=MetricUnit.percent, rule=MetricRule.reported
)
SAMPLES: dict[str, object] = {
    **{name: Place(kind=kind, key=7) for name, kind in KINDS.items()},
    "subject": Place(kind="account", key=7), "state": State.draft, "dest": State.appraisal, "source": State.draft,
    "role": Role.appraiser, "side": (Side.produce, Side.review), "step": "submit", "part": "works", "level": "GOOD",
    "decided": "COMPLETED", "recorded": None, "metric": _SHARE, "then": 8050, "now": 9000, "number": 3, "n": 2,
    "at": datetime(2022, 12, 6, 7, 5, tzinfo=UTC), "date": date(2022, 12, 6), "first": date(2022, 1, 1),
    "until": date(2022, 12, 31), "year": 2022, "period": 2022, "period_code": "2022-Q1", "key": 202241,
    "numbers": (1, 2, 3, 5), "last": None, "campaigns": ("XL2022",), "digest": "8b99a4fc0b77", "error": "KeyError: 'x'",
    "group": QuotaGroup(parent_name="Mau A"), "used": 3, "max": 2, "over": 1, "decisions": 1, "noted": 0, "size": 1200,
    "expected": 1300, "format": "9", "known": "1, 2", "stored": "facts",
    "reason": Reason(code="streak_broken", params={"n": 5, "year": 2020, "unit": "", "level": "GOOD"}),
}  # fmt: skip


def findings_in(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Yields every code that a file of checks can find, with the names of its parameters."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        place, names = MAKERS.get(ast.unparse(call.func), (0, None))
        if names is None:
            continue
        around = [each for each in functions if each.lineno <= call.lineno <= (each.end_lineno or 0)]
        given = names | {keyword.arg for keyword in call.keywords if keyword.arg}
        for spread in (keyword.value for keyword in call.keywords if keyword.arg is None):
            given |= ELSEWHERE.get(ast.unparse(spread)) or keys_of(spread, around)
        yield from ((code, given) for code in constants(call.args[place]))


FOUND = [each for path in sorted(CHECKS.glob("*.py")) for each in findings_in(path)]


def in_english(finding: Finding) -> str:
    with answering("en"):
        return finding_words(finding)


def test_every_code_of_a_check_has_a_sentence_and_every_sentence_a_code():
    assert set(FINDINGS) == {code for code, _given in FOUND}


@pytest.mark.parametrize(("code", "given"), FOUND)
def test_a_sentence_uses_only_the_parameters_that_the_check_gives(code: str, given: set[str]):
    if code.startswith("stored_"):
        given = given | {"stored"}  # where it is stored says the rest, see the next test

    assert set(re.findall(r"%\((\w+)\)s", str(FINDINGS[code]))) <= given


def test_every_place_of_a_stored_text_has_words_that_use_its_parameters():
    source = (CHECKS / "format_checks.py").read_text(encoding="utf-8")
    dicts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)]
    given = [
        {ast.literal_eval(key): value for key, value in zip(each.keys, each.values, strict=True)} for each in dicts
    ]
    places = {ast.literal_eval(each["stored"]): set(each) - {"stored"} for each in given if "stored" in each}

    assert {name: set(re.findall(r"%\((\w+)\)s", str(words))) for name, words in STORED.items()} == places


def test_every_part_of_a_dossier_that_differs_has_words():
    source = (CHECKS / "content_checks.py").read_text(encoding="utf-8")

    assert set(re.findall(r'_differs\(dossier, "(\w+)"\)', source)) == set(PARTS)
    assert set(CAMPAIGN_STATES) == {*CampaignState, None}


def test_every_kind_of_row_that_a_finding_names_has_words():
    assert set(KINDS.values()) | set(PLACES) == set(UNKNOWN)
    assert set(PLACES) == set(UNKNOWN) - {"job"}  # of a job nothing but its number is known


@pytest.mark.parametrize("code", FINDINGS)
def test_every_finding_is_said_in_vietnamese_and_in_english(code: str):
    finding = Finding(code=code, params=SAMPLES)

    vietnamese, english = finding_words(finding), in_english(finding)

    assert VIETNAMESE.search(vietnamese)
    assert not VIETNAMESE.search(english)
    for sentence in (vietnamese, english):
        assert sentence[0].isupper()
        assert not re.search(rf"{code}|%\(|_|<|None|\[", sentence)


DOSSIER = Place(kind="dossier", key=1204, known={"org": "Chi bộ ấp Hòa An", "campaign": "XL2022"})
DECISION = Place(
    kind="decision", key=3,
    known={"number": "12-QĐ/HU", "issued_on": date(2023, 1, 5), "committee": "Huyện ủy Giồng Riềng", "campaign": "X"},
)  # fmt: skip
PAPER = Place(kind="commendation", key=9, known={"register_no": 4, "register_year": 2023, "org": "Chi bộ Mẫu"})


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            Finding.of("figure_differs", dossier=DOSSIER, metric=_SHARE, then=8050, now=9000),
            "Hồ sơ số 1204 của Chi bộ ấp Hòa An (đợt XL2022): số liệu “Tỷ lệ dự họp” lúc quyết định là 80,5%, "
            "nay là 90%. Mời đối chiếu với bản đã chốt.",
        ),
        (
            Finding.of("line_unbound", decision=DECISION, dossier=DOSSIER),
            "Quyết định số 12-QĐ/HU, ngày 05/01/2023 của Huyện ủy Giồng Riềng không gắn với bản đã chốt nào của "
            "hồ sơ số 1204 của Chi bộ ấp Hòa An (đợt XL2022). Mời đối chiếu với bản sao lưu.",
        ),
        (
            Finding.of("paper_without_file", paper=PAPER),
            "Giấy khen số 04/2023 tặng Chi bộ Mẫu ghi ngày giờ in mà không có tệp in. Mời đối chiếu với bản sao lưu.",
        ),
        (
            Finding.of("register_gap", body=Place(kind="unit", key=2), year=2022, numbers=(1, 2, 3, 5), last=6),
            "Sổ khen thưởng năm 2022 của tổ chức số 2: các số đã vào sổ: 1 - 3, 5; số cấp gần nhất: 6. "
            "Số vào sổ phải liên tục từ 1; mời đối chiếu với sổ giấy và bản sao lưu.",
        ),
        (
            Finding.of("file_missing", file=Place(kind="stored_file", key="3f2a" * 16)),
            "Tệp đã lưu mang mã 3f2a3f2a3f2a không còn trong thư mục files. Mời lấy lại từ bản sao lưu.",
        ),
        (
            Finding.of("file_missing", file=Place(kind="stored_file", key="3f2a" * 16, known=PAPER.known)),
            "Tệp in (mã 3f2a3f2a3f2a) của Giấy khen số 04/2023 tặng Chi bộ Mẫu không còn trong thư mục files. "
            "Mời lấy lại từ bản sao lưu.",
        ),
        (
            Finding.of("stored_format", stored="revision", dossier=DOSSIER, number=2, format="9", known="1, 2"),
            "Không đọc được bản đã chốt số 2 của hồ sơ số 1204 của Chi bộ ấp Hòa An (đợt XL2022): nội dung theo định "
            "dạng 9, bản này chỉ đọc được định dạng 1, 2. Mời dùng đúng phiên bản của hệ thống đã ghi nội dung này.",
        ),
    ],
)
def test_rows_numbers_shares_and_days_are_said_as_people_write_them(finding: Finding, sentence: str):
    assert finding_words(finding) == sentence


def test_a_move_that_only_reads_is_said_although_no_office_stands_there():
    line = {"step": "submit", "source": State.draft, "dest": State.appraisal, "role": Role.appraiser, "n": 1}

    sentence = finding_words(Finding.of("move_of_no_process", **line, side=Side.read, dossier=DOSSIER))

    assert "do thành viên Tổ thẩm định thực hiện ở khâu chỉ xem, nhưng đã ghi 1 lần chuyển như vậy" in sentence


def test_a_draft_of_a_decision_is_named_by_its_committee():
    draft = Place(kind="decision", key=3, known=DECISION.known | {"number": None, "issued_on": None})

    sentence = finding_words(Finding.of("line_unbound", decision=draft, dossier=DOSSIER))

    assert sentence.startswith("Quyết định chưa có số của Huyện ủy Giồng Riềng (đợt X) không gắn")


def test_a_row_of_which_too_little_is_known_is_named_by_its_key():
    of_a_unit_without_a_name = Place(kind="dossier", key=1204, known={"campaign": "XL2022"})

    sentence = finding_words(Finding.of("move_changed", dossier=of_a_unit_without_a_name, number=2))

    assert sentence.startswith("Hồ sơ số 1204: nội dung lần chuyển thứ 2")


def test_a_finding_without_a_sentence_is_not_lost(caplog):
    said = finding_words(Finding.of("unheard_of", dossier=DOSSIER))

    assert said.startswith("unheard_of")
    assert "unheard_of" in caplog.text
