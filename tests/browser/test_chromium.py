"""Says first whether the browser itself works: Debian's Chromium is newer than the one Playwright was made for."""

import pytest

pytestmark = pytest.mark.browser


def test_chromium_opens_the_sign_in_page_and_enforces_the_policy(visit, site, browser):
    me = visit()

    me.open("/")
    assert me.heading() == "Đăng nhập"
    assert int(browser.version.split(".")[0]) >= 120
    me.page.evaluate("document.body.setAttribute('style', 'color: red')")

    assert any("Content Security Policy" in trouble for trouble in me.troubles), "a broken policy would go unnoticed"


def test_a_page_too_wide_for_a_phone_is_noticed(visit, site):
    me = visit(width=320)
    me.open("/sign-in")

    me.page.evaluate("document.querySelector('main').style.width = '900px'")

    with pytest.raises(AssertionError, match="wider than the screen"):
        me.look()
