"""Reads the text of a page, the fields of its forms and the addresses of its links."""

import html
import io
import re

import pypdfium2


def text_of(page: str) -> str:
    """Returns the text that a person reads on the page, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def words_of(pdf: bytes) -> str:
    """Returns what is printed on the pages of a paper, on one line."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def hidden_fields(page: str) -> dict[str, str]:
    """Returns name and value of every hidden field in the page's own forms, without the CSRF token."""
    main = page.partition("<main")[2].partition("</main>")[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main)
    return {name: html.unescape(value) for name, value in fields if name != "csrf_token"}


def box(page: str, name: str) -> str:
    """Returns the content of the box of this name, which has one line or several."""
    line = re.search(rf'<input class="box[^"]*" id="[^"]*" name="{re.escape(name)}" type="[^"]*" value="([^"]*)"', page)
    lines = re.search(rf'<textarea [^>]*name="{re.escape(name)}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    match = line or lines
    assert match is not None, name
    return html.unescape(match.group(1))


def chosen(page: str, name: str) -> str | None:
    """Returns the value of the chosen radio button of this name, or None if no button is chosen."""
    match = re.search(rf'<input type="radio" name="{re.escape(name)}"[^>]* value="([^"]*)" checked', page)
    return match.group(1) if match else None


def links_of(page: str) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'href="([^"]+)"', page)]
