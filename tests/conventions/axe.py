"""Runs axe-core over pages in Chromium, without a server: what hinders those who read by ear, keyboard or enlarged."""

from importlib.resources import files

from playwright.sync_api import Page

from tests.conventions.phone import CSS

_RUN = """async ([page, css, contrast]) => {
  document.documentElement.innerHTML = page; // its scripts stay off, and axe stays loaded
  document.documentElement.lang = page.match(/<html lang="(\\w+)"/)[1];
  document.head.insertAdjacentHTML("beforeend", `<style>${css}</style>`);
  document.querySelectorAll("details").forEach((details) => details.open = true);
  const rules = {"color-contrast": {enabled: contrast}};
  const {violations} = await axe.run(document, {resultTypes: ["violations"], selectors: false, rules});
  return violations.flatMap(({id, help, nodes}) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`));
}"""


def violations(reader: Page, page: str, *, contrast: bool = False) -> list[str]:
    """Returns what axe finds. Contrast takes longer than all other rules together, and follows from the style sheet."""
    if not reader.evaluate("'axe' in window"):
        reader.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = reader.evaluate(_RUN, [page, CSS, contrast])
    return found
