"""Finds mistakes in the markup of a page that would trouble a browser or a screen reader."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

from tests.conventions.reading import unread

NEEDS_NO_LABEL = {"hidden", "submit", "button", "image"}


def faults(page: str, language: str) -> list[str]:
    """Returns every fault in words; the list is empty for a page without faults."""
    return list(_faults(page, language))


@lru_cache(maxsize=500)
def _faults(page: str, language: str) -> tuple[str, ...]:
    """Parses the same page only once, however many people see it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(page)
    return (
        *(f"{code} at line {place[0]}" for place, code, _ in parser.errors),
        *_frame(root, language),
        *_headings(root),
        *_references(root),
        *_controls(root),
        *_forms(root),
        *_inline(root),
        *unread(root),
    )


def _frame(root: Element, language: str) -> Iterator[str]:
    if root.get("lang") != language:
        yield f"lang is {root.get('lang')}, not {language}"
    title = root.findtext("head/title") or ""
    if not title.strip(" -") or title.startswith(" -"):
        yield "the title is empty"
    headings = [words(heading) for heading in root.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"the page needs one h1 with words, it has {headings}"
    if len(list(root.iter("main"))) != 1:
        yield "the page needs one main"


def _headings(root: Element) -> Iterator[str]:
    """Who hears a page goes from heading to heading, and takes a level that is skipped for a part that is missing."""
    headings = [node for node in root.iter() if re.fullmatch("h[1-6]", str(node.tag))]
    for above, heading in pairwise(headings):
        if int(heading.tag[1]) > int(above.tag[1]) + 1:
            yield f"the <{heading.tag}> “{words(heading)}” follows an <{above.tag}>: a level of headings is skipped"


def _references(root: Element) -> Iterator[str]:
    ids = Counter(node.get("id") for node in root.iter() if node.get("id"))
    yield from (f"the id {name} occurs {number} times" for name, number in ids.items() if number > 1)
    for node in root.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "form", "list", "headers"):
            for target in (node.get(attribute) or "").split():
                if target not in ids:
                    yield f"{attribute} of <{node.tag}> leads to no element: {target}"
        link = node.get("href") or ""
        if link.startswith("#") and len(link) > 1 and link[1:] not in ids:
            yield f"the link {link} leads nowhere on the page"


def _controls(root: Element) -> Iterator[str]:
    labelled = {label.get("for"): words(label) for label in root.iter("label")}
    inside = {id(node) for label in root.iter("label") for node in label.iter() if node is not label}
    for node in root.iter():
        if _is_control(node):
            label = node.get("aria-label") or node.get("aria-labelledby") or labelled.get(node.get("id"))
            if not label and id(node) not in inside:
                yield f"<{node.tag} name={node.get('name')}> has no label"
        if node.tag in {"button", "a", "summary"} and not (words(node) or node.get("aria-label")):
            yield f"<{node.tag}> has no words"
        if node.tag == "img" and node.get("alt") is None:
            yield "<img> has no alt"
        if node.tag == "th" and not words(node) and node.get("aria-label") is None:
            yield "<th> is empty; write <td>"


def _forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        if (form.get("method") or "get").lower() == "post":
            tokens = [node.get("value") for node in form.iter("input") if node.get("name") == "csrf_token"]
            if len(tokens) != 1 or not tokens[0]:
                yield f"the form to {form.get('action')} has no token: begin it with {{{{ csrf() }}}}"
        inside = [node for node in form.iter() if node.get("form") in {None, form.get("id")}]
        linked = [node for node in root.iter() if node.get("form") and node.get("form") == form.get("id")]
        boxes = [node for node in (*inside, *linked) if _is_control(node) and node.get("name")]
        buttons = [node for node in (*inside, *linked) if node.tag == "button" and node.get("type") != "button"]
        if boxes and not buttons and not (form.get("action") or "").startswith("#"):
            yield f"the form to {form.get('action')} has no button, so it needs JavaScript"


def _is_control(node: Element) -> bool:
    return node.tag in {"input", "select", "textarea"} and node.get("type") not in NEEDS_NO_LABEL


def _inline(root: Element) -> Iterator[str]:
    for node in root.iter():
        yield from (f"<{node.tag} {name}> is dropped by the policy" for name in node.attrib
                    if name == "style" or re.fullmatch("on[a-z]+", name))  # fmt: skip
        if node.tag == "style" or (node.tag == "script" and not node.get("src")):
            yield f"an inline <{node.tag}> is dropped by the policy"


def words(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())
