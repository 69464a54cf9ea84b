"""A page as somebody reads it: its words in a row, its links, and how many questions it asked the database."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from werkzeug.test import TestResponse


def words_of(answer: TestResponse) -> str:
    """The main part of the page without its tags, spaces collapsed; quotes and marks as they are read."""
    main = re.search(r"<main.*?</main>", answer.text, re.S)
    text = re.sub(r"<(/?(p|h\d|li|div|td|th|dt|dd|small|span|a|button|label)\b[^>]*)>", " ", main[0] if main else "")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def links_of(answer: TestResponse) -> dict[str, str]:
    """Address by the words of the link."""
    found = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', answer.text, re.S)
    return {" ".join(re.sub(r"<[^>]+>", "", words).split()): html.unescape(url) for url, words in found}


@contextmanager
def questions_of(engine: Engine) -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
