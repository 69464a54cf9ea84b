"""An account is named after its role and its unit; an administrator may change the name."""

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
