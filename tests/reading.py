"""Reads a page as a person does: its words and its links; and collects the statements sent to the database."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from werkzeug.test import TestResponse


def words_of(answer: TestResponse) -> str:
    """Returns the words of the main part of the page: without tags, with single spaces, with entities decoded."""
    main = re.search(r"<main.*?</main>", answer.text, re.S)
    text = re.sub(r"<(/?(p|h\d|li|div|td|th|dt|dd|small|span|a|button|label)\b[^>]*)>", " ", main[0] if main else "")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def links_of(answer: TestResponse) -> dict[str, str]:
    """Returns the address of each link by the words of the link."""
    links = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', answer.text, re.S)
    return {" ".join(re.sub(r"<[^>]+>", "", words).split()): html.unescape(url) for url, words in links}


@contextmanager
def questions_of(engine: Engine) -> Iterator[list[str]]:
    """Yields a list that collects every statement sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
