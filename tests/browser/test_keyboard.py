"""A person signs in and answers one criterion without a mouse, and always sees where the focus is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.season import PASSWORD

pytestmark = pytest.mark.browser
FAR = 80
"""Every target must be reached with at most this number of presses of Tab."""


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus, and asserts that the focus is visible at every stop."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        focus_is_visible = page.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at);
                       return at === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none"; }"""
        )
        assert focus_is_visible, page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached with {FAR} tabs")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without-scripts"])
def test_a_person_signs_in_and_answers_one_criterion_by_keyboard(visit, site, scripts):
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
