"""A request looks its catalogue up once, and follows a language that changes meanwhile."""

import pytest
from flask_babel import Domain, force_locale, gettext

SENTENCE, IN_ENGLISH = "Đăng nhập", "Sign in"
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def test_a_request_asks_for_its_catalogue_once(app, monkeypatch):
    asked, ask = [], Domain.get_translations
    monkeypatch.setattr(Domain, "get_translations", lambda domain: asked.append(domain) or ask(domain))

    with app.test_request_context("/"):
        words = [gettext(SENTENCE) for _sentence in range(3)]

    assert words == [SENTENCE] * 3
    assert len(asked) == 1


def test_another_language_is_followed_within_a_request(app):
    with app.test_request_context("/"):
        words = [gettext(SENTENCE)]
        with force_locale("en"):
            words.append(gettext(SENTENCE))
        words.append(gettext(SENTENCE))

    assert words == [SENTENCE, IN_ENGLISH, SENTENCE]


def test_a_sentence_of_a_template_escapes_its_values_and_shows_a_percent_sign_once(app):
    template = app.jinja_env.from_string("{{ _('Đạt %(share)s%%', share='<b>') }}, {{ _('trên 50%%') }}")

    with app.test_request_context("/"):
        shown = template.render()

    assert shown == "Đạt &lt;b&gt;%, trên 50%"
