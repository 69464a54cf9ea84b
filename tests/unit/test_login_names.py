"""A login name by rule is what a secretary types on a phone: the role and the place, without marks."""

from itertools import islice

import pytest

from grading.models import Unit, UnitKind, UnitPeriod
from grading.services.accounts.accounts import LOGIN
from grading.services.accounts.naming import names_by_rule
from workflows import Role


def unit_called(name: str, above: str = "Đảng bộ xã Hoà Thuận") -> Unit:
    parent = Unit(code="HT", periods=[UnitPeriod(org_name=above, kind=UnitKind.committee_grassroots)])
    own = UnitPeriod(org_name=name, kind=UnitKind.cell_subordinate, parent=parent)
    return Unit(code="HT-05", periods=[own])


@pytest.mark.parametrize(
    ("role", "name", "login"),
    [
        (Role.cell_secretary, "Chi bộ 05 xã Hoà Thuận", "bithu.hoathuan05"),
        (Role.cell_secretary, "Chi bộ ấp 5", "bithu.hoathuan05"),
        (Role.cell_secretary, "Chi bộ ấp Thạnh Lợi", "bithu.thanhloi"),
        (Role.cell_secretary, "Chi bộ cơ sở Công an huyện Tịnh Biên", "bithu.congantinhbien"),
        (Role.commune_reviewer, "Đảng uỷ xã Trần Phán", "vanphong.tranphan"),
        (Role.inspector, "Đảng bộ huyện Giồng Riềng", "kiemtra.giongrieng"),
        (Role.cell_secretary, "Chi bộ Trường Trung học cơ sở và Trung học phổ thông Long Thạnh",
         "bithu.truongtrunghoccosova"),
        (Role.cell_secretary, "Chi bộ", "bithu.hoathuan"),
    ],
)  # fmt: skip
def test_a_name_is_made_of_the_role_and_the_place(role, name, login):
    made = next(names_by_rule(role, unit_called(name)))

    assert made == login
    assert LOGIN.fullmatch(made)


def test_whoever_comes_later_gets_a_number():
    names = list(islice(names_by_rule(Role.admin, None), 3))

    assert names == ["quantri", "quantri-2", "quantri-3"]


def test_every_role_has_a_word_of_its_own():
    words = {next(names_by_rule(role, None)) for role in Role}

    assert len(words) == len(Role)
    assert not any("_" in word for word in words)
