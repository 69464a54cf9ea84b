"""The words for a committee, its meeting and its officers follow its kind, its own name and the day."""

from datetime import date

import pytest

from grading.models import UnitKind, UnitPeriod
from grading.words import layer_words, seat_words, state_words, step_words
from grading.words.bodies import Bodies, bodies_of, committee_words, officer_words, sitting_words
from workflows import Layer, Role, State

BEFORE, AFTER = date(2022, 12, 31), date(2025, 12, 31)


def unit(committee: str, issuer: str = "", kind: UnitKind = UnitKind.committee_grassroots) -> UnitPeriod:
    return UnitPeriod(kind=kind, org_name=f"Đảng bộ của {committee}", committee_name=committee, issuer_name=issuer)


CELL = UnitPeriod(kind=UnitKind.cell_subordinate, org_name="Chi bộ ấp Một", committee_name="", issuer_name="")
DISTRICT = unit("Huyện ủy Mẫu", "Ban Thường vụ Huyện ủy Mẫu", UnitKind.committee_upper)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Đảng ủy xã Hoà Thuận", "Đảng ủy xã"),
        ("Đảng uỷ phường Ba Đình", "Đảng ủy phường"),
        ("Đảng ủy đặc khu Phú Quốc", "Đảng ủy đặc khu"),
        ("Đảng ủy Trường Giả Định", "Đảng ủy"),
        ("Đảng ủy Xăng dầu Mẫu", "Đảng ủy"),
        ("Huyện uỷ Giồng Riềng", "Huyện ủy"),
        ("Thành ủy Rạch Giá", "Thành ủy"),
        ("", "Đảng ủy"),
    ],
)
def test_a_committee_is_called_by_the_kind_that_its_own_name_says(name: str, words: str) -> None:
    assert committee_words(unit(name)) == words


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("Đảng ủy xã Mẫu", date(2025, 6, 30), "Cán bộ Văn phòng Đảng ủy"),
        ("Đảng ủy xã Mẫu", date(2025, 7, 1), "Cán bộ Ban Xây dựng Đảng"),
        ("Đảng ủy phường Mẫu", AFTER, "Cán bộ Ban Xây dựng Đảng"),
        ("Đảng ủy đặc khu Mẫu", AFTER, "Cán bộ Ban Tổ chức Đảng ủy"),
        ("Đảng ủy Trường Mẫu", AFTER, "Cán bộ Văn phòng Đảng ủy"),
        ("Huyện ủy Mẫu", BEFORE, "Cán bộ Ban Tổ chức Huyện ủy"),
        ("Tỉnh ủy Mẫu", AFTER, "Cán bộ Ban Tổ chức Tỉnh ủy"),
    ],
)
def test_an_officer_belongs_to_the_board_that_the_committee_has_on_that_day(name: str, day: date, words: str) -> None:
    assert officer_words(unit(name, kind=UnitKind.committee_upper), day) == words


def test_a_committee_that_is_only_grassroots_has_no_boards() -> None:
    assert officer_words(unit("Đảng ủy xã Mẫu"), BEFORE) == "Cán bộ Văn phòng Đảng ủy"
    assert officer_words(unit("Đảng ủy xã Mẫu"), AFTER) == "Cán bộ Văn phòng Đảng ủy"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (DISTRICT, "Ban Thường vụ"),
        (unit("Đảng ủy xã Mẫu", "Ban Thường vụ Đảng ủy xã Mẫu"), "Ban Thường vụ"),
        (unit("Đảng ủy xã Mẫu", "Đảng ủy xã Mẫu"), "Đảng ủy"),
        (unit("Đảng ủy Trường Mẫu"), "Đảng ủy"),
        (unit("Huyện ủy Mẫu", kind=UnitKind.committee_upper), "Ban Thường vụ"),
    ],
)
def test_the_standing_committee_meets_only_where_there_is_one(period: UnitPeriod, words: str) -> None:
    assert sitting_words(period) == words
    assert seat_words(Role.authority_secretary, period, BEFORE) == f"Thư ký hội nghị {words}"


def test_who_hands_in_the_dossier_of_a_committee_is_its_secretary() -> None:
    assert seat_words(Role.cell_secretary, CELL, BEFORE) == "Bí thư chi bộ"
    assert seat_words(Role.cell_secretary, unit("Đảng ủy xã Mẫu"), BEFORE) == "Bí thư đảng ủy"


def test_a_role_that_is_the_same_everywhere_keeps_its_words() -> None:
    assert seat_words(Role.award_clerk, DISTRICT, BEFORE) == "Cán bộ khen thưởng"


def test_states_steps_and_layers_name_the_bodies_of_the_dossier() -> None:
    bodies = bodies_of([unit("Đảng ủy phường Mẫu")], DISTRICT)

    assert state_words(State.commune_review, bodies=bodies) == "Đảng ủy phường đang xem xét"
    assert state_words(State.certification, bodies=bodies) == "Chờ Ban Thường vụ quyết định"
    assert step_words("submit", bodies=bodies) == "Gửi hồ sơ lên Đảng ủy phường"
    assert layer_words(Layer.commune, bodies=bodies) == "Đảng ủy phường đánh giá"


def test_committees_of_several_kinds_are_named_together() -> None:
    bodies = bodies_of([unit("Đảng ủy phường Mẫu"), unit("Đảng ủy xã Mẫu")], DISTRICT)

    assert bodies == Bodies(reviewer="cấp ủy cấp trên trực tiếp", sitting="Ban Thường vụ")
    assert state_words(State.commune_review, bodies=bodies) == "Cấp ủy cấp trên trực tiếp đang xem xét"


def test_a_committee_is_not_called_a_cell_where_it_assesses_itself() -> None:
    assert layer_words(Layer.self_, of_committee=True) == "Đảng bộ tự đánh giá"
    assert layer_words(Layer.self_, of_committee=False) == "Chi bộ tự đánh giá"
    assert layer_words(Layer.self_) == "Tự đánh giá"
