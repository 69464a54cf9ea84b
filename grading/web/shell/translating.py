"""The catalogue of a request's language: read once in the life of a server, and looked up once for each request."""

from typing import Any

from flask import Flask, g, has_request_context
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from grading.web.shell import language


class _KeptDomain(Domain):
    """Flask-Babel asks for context, language and catalogue at each sentence, and a page of a commune has thousands."""

    def get_translations(self) -> Any:
        if not has_request_context():
            return super().get_translations()
        language_now = get_locale()
        kept = g.get("translations")
        if kept is None or kept[0] is not language_now:
            kept = g.translations = (language_now, super().get_translations())
        return kept[1]


class _Sentences:
    """The sentences of templates. Jinja's own functions make a new context at each sentence within a loop, and
    Flask-Babel's look for the domain again. All templates of pages are HTML, so that the result is always markup."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain

    def one(self, words: str, /, **values: Any) -> Markup:
        return _filled(self._domain.get_translations().ugettext(words), values)

    def of_number(self, one: str, many: str, number: int, /, **values: Any) -> Markup:
        return _filled(self._domain.get_translations().ungettext(one, many, number), {"num": number} | values)


def _filled(words: str, values: dict[str, Any]) -> Markup:
    """Puts the values in their places, escaped. The words are those of a template or of the catalogue. A sentence
    without values has its signs of percent doubled, too."""
    return Markup(words) % values if values else Markup(words % values)  # noqa: S704, words of the project alone


def init_app(app: Flask) -> None:
    babel, domain = Babel(app, locale_selector=language.chosen), _KeptDomain(domain="messages")
    babel.domain_instance = domain
    sentences = _Sentences(domain)
    app.jinja_env.globals.update(gettext=sentences.one, ngettext=sentences.of_number, _=sentences.one)
