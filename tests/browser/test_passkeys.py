"""A key of the device signs in without a password, in a real browser with a device of its own."""

import pytest

from tests.season import PASSWORD

pytestmark = pytest.mark.browser
LOGIN = "reviewer.hu-a"


@pytest.fixture
def named(site):
    """The site under a host's name: no browser makes keys for a number."""
    app = site.app
    site.url = site.url.replace("127.0.0.1", "localhost")
    app.extensions["settings"] = app.extensions["settings"].model_copy(update={"base_url": site.url})
    app.config["TRUSTED_HOSTS"] = ["localhost"]
    return site


@pytest.fixture
def me(named, visit):
    """Somebody with a device that recognises its owner."""
    me = visit()
    devices = me.context.new_cdp_session(me.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    return me


def test_a_key_is_added_and_signs_in(me):
    me.sign_in(LOGIN)
    me.open("/account")
    me.page.locator("#mat-khau-cho-khoa").fill(PASSWORD)
    me.press("Thêm khóa trên thiết bị này")
    me.reads("Đã thêm khóa đăng nhập.")
    me.sign_out()

    me.open("/sign-in")
    me.press("Đăng nhập bằng khóa của thiết bị")

    assert me.heading().endswith("Việc cần làm")
    me.open("/account")
    me.reads("Bỏ khóa")


def test_a_wrong_password_is_said_beside_the_button(me):
    me.sign_in(LOGIN)
    me.open("/account")
    me.page.locator("#mat-khau-cho-khoa").fill("doan mo ho")

    me.page.get_by_role("button", name="Thêm khóa trên thiết bị này").click()

    me.reads("Mật khẩu đang dùng chưa đúng. Mời nhập lại.")
