"""A person at a browser who reads, presses and fills in; every page on the way must be in order."""

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.season import PASSWORD

MAIN = "main"
PATIENCE = 20_000
"""Milliseconds to wait for an expected change; a busy machine is no fault of the page."""
expect.set_options(timeout=PATIENCE)


class Visitor:
    """A person who acts by the words on the page. No method waits for a fixed time, only for what must appear."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.troubles: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def _answered(self, answer: Any) -> None:
        if answer.status >= 500:
            self.troubles.append(f"{answer.url}: {answer.status}")

    def leave(self) -> None:
        self.context.close()

    # --- looking

    def look(self) -> None:
        """Asserts that the page is one of ours and fits the screen, and that nothing was refused or failed on it."""
        expect(self.page.locator("h1")).to_have_count(1)
        error_texts = self.page.locator(".errors").all_inner_texts()
        assert not self.troubles, "\n".join([*self.troubles, *error_texts])
        excess_width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert excess_width <= 0, (
            f"{self.page.url} is {excess_width} px wider than the screen of {self.page.viewport_size}"
        )

    def reads(self, words: str) -> None:
        """Asserts that these words stand on the page, with any markup and any line breaks in them."""
        expect(self.page.locator(MAIN)).to_contain_text(words)

    def waits_for_the_end_of(self, words: str) -> None:
        """Waits until the page, which fetches itself again, no longer says these words."""
        expect(self.page.locator(MAIN)).not_to_contain_text(words, timeout=60_000)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    # --- going

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def follow(self, words: str, *, within: str = MAIN) -> None:
        self._go(self.page.locator(within).get_by_role("link", name=words).first)

    def press(self, words: str, *, within: str = MAIN) -> None:
        self._go(self.page.locator(within).get_by_role("button", name=words).first)

    def _go(self, target: Locator) -> None:
        with self.page.expect_navigation():
            target.click()
        self.look()

    # --- filling in

    def fill(self, name: str, text: str) -> None:
        self.page.locator(f'[name="{name}"]').fill(text)

    def names(self, kind: str, start: str) -> list[str]:
        """Returns the names of all boxes of a kind that begin with `start`, each once, in the order of the page."""
        boxes = self.page.locator(f'{kind}[name^="{start}"]').all()
        return list(dict.fromkeys(str(box.get_attribute("name")) for box in boxes))

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'select[name="{name}"]').select_option(value)

    def pick(self, name: str, value: str) -> None:
        """Chooses a radio button or a tick box by its label, as a finger would."""
        box = self.page.locator(f'input[name="{name}"][value="{value}"]')
        self.page.locator(f'label[for="{box.get_attribute("id")}"]').click()
        expect(box).to_be_checked()

    # --- signing in and out

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        self.open("/sign-in")
        self.fill("login", login)
        self.fill("password", password)
        self.press("Đăng nhập")
        expect(self.page).to_have_url(re.compile("/$"))

    def sign_out(self) -> None:
        self.press("Đăng xuất", within="nav.nav")
        self.reads("Đã đăng xuất.")
