"""Reading a page as a person would: its text, the hidden fields of its forms, where its links lead."""

import html
import re


def text_of(page: str) -> str:
    """What can be read, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def hidden_fields(page: str) -> dict[str, str]:
    """Name and value of every hidden field of the page's own forms but their token."""
    main = page.partition("<main")[2].partition("</main>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main)
    return {name: html.unescape(value) for name, value in found if name != "csrf_token"}


def box(page: str, name: str) -> str:
    """What stands in the box of that name, be it of one line or of several."""
    line = re.search(rf'<input class="box[^"]*" id="[^"]*" name="{re.escape(name)}" type="[^"]*" value="([^"]*)"', page)
    lines = re.search(rf'<textarea [^>]*name="{re.escape(name)}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    found = line or lines
    assert found is not None, name
    return html.unescape(found.group(1))


def chosen(page: str, name: str) -> str | None:
    """The value of the radio that is picked."""
    found = re.search(rf'<input type="radio" name="{re.escape(name)}"[^>]* value="([^"]*)" checked', page)
    return found.group(1) if found else None


def links_of(page: str) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'href="([^"]+)"', page)]
