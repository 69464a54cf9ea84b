"""Rules for every address of the URL map, so that a new page cannot forget them."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from config.settings import Settings
from grading.app import create_app
from tests.conventions.addresses import WORDS_IN_ADDRESSES, address, methods_of, rules_of, words_for
from tests.conventions.headers import PROTECT, unprotected
from tests.conventions.matrix import GET, POST
from tests.conventions.public import PUBLIC
from tests.conventions.tree import nothing
from tests.season import PASSWORD
from workflows import Role


def bare_app(folder, **given) -> Flask:
    return create_app(Settings(data=folder, **({"base_url": "http://localhost", "secret_key": "k" * 40} | given)))


@pytest.fixture(scope="module")
def url_map(tmp_path_factory) -> list[Rule]:
    return rules_of(bare_app(tmp_path_factory.mktemp("map")))


# --- addresses


def test_every_address_is_kebab_case_with_typed_parameters(url_map):
    wrong = []
    for rule in url_map:
        for part in str(rule).strip("/").split("/"):
            if "<" not in part and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|", part):
                wrong.append(f"{rule}: {part} is not kebab-case")
        for name, converter in rule._converters.items():
            if name.endswith("_id") and not isinstance(converter, IntegerConverter):
                wrong.append(f"{rule}: write <int:{name}>")
            if not name.endswith("_id") and name not in WORDS_IN_ADDRESSES:
                wrong.append(f"{rule}: {name} is not an id; add it to WORDS_IN_ADDRESSES with a value to try")

    nothing(wrong, "an address is nouns in kebab-case with <int:…> for every id")


def test_an_address_is_read_with_get_or_written_with_post_and_nothing_else(url_map):
    other = [f"{rule}: {methods_of(rule)}" for rule in url_map if methods_of(rule) not in (["GET"], ["POST"])]

    nothing(other, "one view for GET, one for POST: bp.get and bp.post")


def test_every_address_has_its_line_in_the_matrix(url_map):
    listed = {f"GET {name}" for name in GET} | {f"POST {name}" for name in POST} | set(PUBLIC)
    served = {f"{method} {rule.endpoint}" for rule in url_map for method in methods_of(rule)}

    nothing(
        sorted(served - listed),
        "add it to GET or POST in tests/conventions/matrix.py, or to PUBLIC beside it, and think of every role",
    )
    nothing(sorted(listed - served), "take it out of tests/conventions/matrix.py: the address does not exist")


# --- strangers, and forms from elsewhere


@pytest.fixture
def strict(settings) -> Iterator[Flask]:
    """Makes the service as people use it, with its check of form tokens."""
    app = create_app(settings)
    yield app
    app.extensions["engine"].dispose()


def paths(rule: Rule) -> Iterator[str]:
    """Yields the address with every combination of its words, for things that do not exist."""
    for words in words_for(rule):
        yield address(rule, dict.fromkeys(rule.arguments, 1) | words)


def test_a_stranger_is_asked_to_sign_in_at_every_address_that_is_not_public(app):
    app.config["WTF_CSRF_ENABLED"] = False
    client, let_in = app.test_client(), []
    for rule in rules_of(app):
        for method in methods_of(rule):
            for path in paths(rule):
                if f"{method} {rule.endpoint}" in PUBLIC:
                    continue
                answer = client.open(path, method=method)
                asked_to_sign_in = (answer.location or "").startswith("/sign-in")
                if answer.status_code != (302 if method == "GET" else 401) or asked_to_sign_in != (method == "GET"):
                    let_in.append(f"{method} {path}: {answer.status_code}")

    nothing(let_in, "write @login_required below the route, or say in PUBLIC why everybody may use it")


def test_a_form_without_its_token_is_refused_everywhere(strict):
    client, accepted = strict.test_client(), []
    for rule in rules_of(strict):
        if methods_of(rule) == ["POST"]:
            for path in paths(rule):
                answer = client.post(path, data={"lang": "en"})
                if answer.status_code != 400 or "Biểu mẫu đã hết hạn" not in answer.text:
                    accepted.append(f"{path}: {answer.status_code}")

    nothing(accepted, "no view is exempt: a form begins with {{ csrf() }}")


# --- headers


ASKED = [("GET", "/sign-in"), ("GET", "/"), ("GET", "/nowhere"), ("GET", "/verify"), ("GET", "/verify/A"),
         ("GET", "/static/look.css"), ("POST", "/accounts"), ("DELETE", "/sign-in")]  # fmt: skip


def test_every_answer_carries_the_headers_that_protect_it(app):
    client = app.test_client()

    answers = {f"{method} {path}": client.open(path, method=method, buffered=True) for method, path in ASKED}

    nothing([f"{request}: {fault}" for request, answer in answers.items() for fault in unprotected(answer)], PROTECT)


def test_a_page_is_not_cached_and_the_style_sheet_is(season):
    client = season.client(season.who(Role.admin))
    page = client.get("/accounts")
    style = re.search(r"/static/look\.css\?v=[0-9a-f]+", page.text)

    assert page.headers["Cache-Control"] == "no-store"
    assert style, "the page must link the style sheet with the digest of its content"
    style_sheet = client.get(style[0], buffered=True)
    assert style_sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in style_sheet.headers


def test_the_cookie_of_a_plain_address_is_only_for_this_site_and_for_no_script(app, season):
    season.make_account("bi-thu", password=PASSWORD)

    cookies = sign_in(app, "http://localhost").headers.getlist("Set-Cookie")

    assert sorted(cookie.partition("=")[0] for cookie in cookies) == ["device", "session"]
    for cookie in cookies:
        assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Secure" not in cookie.split("; ")


def test_the_cookie_of_an_encrypted_address_never_leaves_it(settings, season):
    season.make_account("bi-thu", password=PASSWORD)
    values = settings.model_dump() | {
        "base_url": "https://chi-bo.example.org",
        "trusted_hosts": ("chi-bo.example.org",),
    }
    app = create_app(Settings(**values))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)

    answer = sign_in(app, "https://chi-bo.example.org")
    app.extensions["engine"].dispose()

    cookies = answer.headers.getlist("Set-Cookie")
    assert sorted(cookie.partition("=")[0] for cookie in cookies) == ["__Host-device", "__Host-session"]
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert int(answer.headers["Strict-Transport-Security"].removeprefix("max-age=").split(";")[0]) >= 31536000


def sign_in(app, address):
    form = {"login": "bi-thu", "password": PASSWORD}
    answer = app.test_client().post("/sign-in", data=form, base_url=address)
    assert answer.status_code == 303
    return answer


def test_a_request_for_another_host_name_is_refused(app):
    answer = app.test_client().get("/sign-in", base_url="http://evil.example")

    assert answer.status_code == 400
    assert "Yêu cầu chưa đúng" in answer.text
    assert "evil.example" not in answer.text
