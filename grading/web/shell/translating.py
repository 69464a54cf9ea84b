"""The catalogue of a request's language: read once in the life of a server, and looked up once for each request."""

from typing import Any

from flask import Flask, g, has_request_context
from flask_babel import Babel, Domain, get_locale

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


def init_app(app: Flask) -> None:
    babel, domain = Babel(app, locale_selector=language.chosen), _KeptDomain(domain="messages")
    babel.domain_instance = domain
    # Templates ask the domain itself: Flask-Babel's own callables look for the domain again at each sentence.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension i18n
        lambda words: domain.get_translations().ugettext(words),
        lambda one, many, number: domain.get_translations().ungettext(one, many, number),
        newstyle=True,
    )
