"""Without a mouse: signing in and answering one criterion, always seeing where one is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.season import PASSWORD

pytestmark = pytest.mark.browser
FAR = 80
"""Nobody presses Tab more often than this to reach what a page is for."""


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the focus is there; wherever it rests on the way, it can be seen."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at);
                       return at === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none"; }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached with {FAR} tabs")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without-scripts"])
def test_signing_in_and_answering_one_criterion_by_keyboard(visit, site, scripts):
    me = visit(scripts=scripts)
    page = me.page
    me.open("/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đi thẳng đến nội dung"
    tab_to(page, page.get_by_label("Tên đăng nhập"))
    page.keyboard.type("secretary.hu-a-01")
    tab_to(page, page.get_by_label("Mật khẩu"))
    page.keyboard.type(PASSWORD)
    press_enter(page)
    tab_to(page, page.get_by_role("link", name="Bắt đầu hồ sơ"))
    press_enter(page)
    tab_to(page, page.get_by_role("link", name="I. ").first)
    press_enter(page)
    first = page.locator('main input[type="radio"]').first
    tab_to(page, first)
    page.keyboard.press("Space")
    tab_to(page, page.locator("main textarea").first)
    page.keyboard.type("Đạt yêu cầu.")
    tab_to(page, page.get_by_role("button", name="Lưu", exact=True))
    press_enter(page)

    me.look()
    expect(page.locator('main input[type="radio"]').first).to_be_checked()
    expect(page.locator("main textarea").first).to_have_value("Đạt yêu cầu.")
