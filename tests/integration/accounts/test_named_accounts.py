"""An account is named after its role and its unit; an administrator may change the name."""

import pytest

from grading.models import UnitKind
from grading.services.accounts import accounts
from tests.reading import words_of
from workflows import Role


def test_an_account_with_a_role_is_named_by_rule_and_can_be_renamed(season):
    admin = season.client(season.make_account("admin.all", Role.admin))
    made = admin.post("/accounts", data={"role": "cell_secretary", "seat": "hu-a-03"})
    shown = words_of(admin.get(made.location))

    renamed = admin.post(f"{made.location}/login", data={"new_login": "bithu.ap3"}, follow_redirects=True)

    assert "bithu.maua03" in shown
    assert "Bí thư chi bộ, Chi bộ 03 xã Mẫu A" in shown
    assert "Tên đăng nhập nay là bithu.ap3." in words_of(renamed)
    assert "tên cũ: bithu.maua03" in words_of(renamed)
    assert "bithu.ap3" in words_of(admin.get("/accounts?q=ap3"))


def test_a_list_of_units_to_choose_from_that_is_cut_says_so(season):
    admin = season.client(season.make_account("admin.all", Role.admin))
    for number in range(10, 18):
        season.make_unit(f"HU-A-{number}", UnitKind.cell_subordinate, f"Chi bộ ấp {number}", parent="HU-A")

    cut, whole = (admin.post("/accounts", data={"role": "cell_secretary", "seat": seat}) for seat in ("chi", "chi 02"))

    assert cut.text.count('type="radio" name="seat"') == 12
    assert "Mời chọn một. Dưới đây là 12 tổ chức đầu" in words_of(cut)
    assert "tổ chức đầu" not in words_of(whole)


@pytest.mark.parametrize("page", ["/accounts?q=secretary.hu-a", "/accounts/{}"])
def test_a_secretary_of_a_committee_is_called_by_the_office_of_the_committee(season, page):
    account = season.make_account("secretary.hu-a", Role.cell_secretary, "HU-A")
    with season.reading() as session:
        number = accounts.find_account(session, account).id
    admin = season.client(season.make_account("admin.of-words", Role.admin))

    words = words_of(admin.get(page.format(number)))

    assert "Bí thư đảng ủy, Đảng bộ xã Mẫu A" in words
