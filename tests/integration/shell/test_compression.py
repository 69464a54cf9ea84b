"""What goes over the wire is small, and its length tells nothing."""

import gzip
import re

import brotli
import pytest

FIRST_PAGE = 30 * 1024
"""The most bytes of the first page with its style sheet, script and pictures."""


def sent(client, path, encodings="gzip, br"):
    with client.get(path, headers={"Accept-Encoding": encodings}) as answer:
        assert answer.data is not None  # reads it before the file is closed
    return answer


def test_the_first_page_with_all_that_it_needs_is_small(client):
    page = sent(client, "/sign-in")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', brotli.decompress(page.data).decode())

    answers = [page, *(sent(client, path) for path in files)]

    assert len(files) >= 2
    assert sum(len(answer.data) for answer in answers) <= FIRST_PAGE


@pytest.mark.parametrize(("encodings", "chosen"), [("gzip, br", "br"), ("gzip", "gzip"),
                                                   ("identity", None),
                                                   ("gzip;q=0", None), ("br;q=0, gzip;q=0", None),
                                                   ("br;q=0, gzip", "gzip")])  # fmt: skip
def test_a_browser_gets_the_best_encoding_that_it_knows(client, encodings, chosen):
    answer = sent(client, "/static/look.css", encodings)

    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[chosen]
    assert answer.headers.get("Content-Encoding") == chosen
    assert unpack(answer.data) == sent(client, "/static/look.css", "identity").data
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_file_that_the_browser_has_is_not_sent_again(client):
    tag = sent(client, "/static/look.css").headers["ETag"]

    with client.get("/static/look.css", headers={"Accept-Encoding": "gzip, br", "If-None-Match": tag}) as again:
        pass

    assert (again.status_code, again.data) == (304, b"")


def test_a_part_of_a_file_is_sent_as_it_is(client):
    with client.get("/static/look.css", headers={"Accept-Encoding": "br", "Range": "bytes=0-99"}) as part:
        content = part.data

    assert (part.status_code, len(content)) == (206, 100)
    assert "Content-Encoding" not in part.headers


@pytest.mark.parametrize("ask", ["query", "form"])
def test_a_page_that_mirrors_what_was_asked_is_not_compressed(client, ask):
    typed = "x" * 600
    if ask == "query":
        answer = sent(client, f"/sign-in?next=/{typed}")
    else:
        answer = client.post("/sign-in", data={"login": typed, "password": "y"}, headers={"Accept-Encoding": "br"})

    assert typed[:100] in answer.text
    assert "Content-Encoding" not in answer.headers
