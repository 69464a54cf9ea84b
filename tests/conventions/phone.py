"""Shows pages as wide as a phone, without a server, and says how much wider they became."""

from pathlib import Path

from playwright.sync_api import Page

WIDTHS = (320, 390, 640)
"""Two phones, and a desk of 1,280 pixels at a zoom of 200 %."""
CSS = (Path(__file__).parents[2] / "grading" / "static" / "look.css").read_text(encoding="utf-8")
_PASTED = "https://drive.example.vn/chia-se/" + "BaoCaoTongKet2022" * 6
"""A link as people paste it, longer than any phone is wide."""
_MEASURED = """([page, pasted, widths]) => Promise.all(widths.map((width) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-same-origin"; // its scripts stay off
  frame.width = width, frame.height = 740;
  frame.onload = () => {
    const root = frame.contentDocument.documentElement;
    const typed = "p, dd:not(.big), td, li, h1, h2, .over, .files a, .tasks a, .notice b, option";
    for (const place of root.querySelectorAll(typed)) place.append(" " + pasted);
    done(root.scrollWidth - width);
    frame.remove();
  };
  frame.srcdoc = page;
  document.body.append(frame);
})))"""
"""Shows a page in frames of these widths with the link in every text, and returns what stands out on the right."""


def excess_widths(blank: Page, page: str) -> list[int]:
    """Returns how many pixels wider than each of WIDTHS the page is with a long link in every text."""
    styled = page.replace("</head>", f"<style>{CSS}</style></head>", 1)
    found: list[int] = blank.evaluate(_MEASURED, [styled, _PASTED, WIDTHS])
    return found
