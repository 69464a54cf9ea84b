"""Each worker keeps one application and lends it to one test after the other, with the test's settings and database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from jinja2 import BytecodeCache
from sqlalchemy import Engine

from config.settings import Settings
from grading.app import create_app
from grading.storage import Store
from tests.strictness import strict

TRUSTED = ("localhost", "127.0.0.1")


class KeptApp:
    """An application that is made once: to build the map of all addresses takes longer than most pages."""

    def __init__(self, settings: Settings, templates: BytecodeCache) -> None:
        self._app = strict(create_app(settings))
        self._app.jinja_env.bytecode_cache = templates
        self._app.extensions["engine"].dispose()
        self._app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)  # tests/test_conventions.py checks the tokens
        self._config, self._extensions = dict(self._app.config), dict(self._app.extensions)

    @contextmanager
    def lent(self, settings: Settings, engine: Engine) -> Iterator[Flask]:
        """Lends the application as it was made, without anything that the test before has set in it."""
        app = self._app
        app.config.clear()
        app.config.update(self._config)
        app.extensions.clear()
        app.extensions.update(self._extensions)
        app.extensions.update(settings=settings, store=Store(settings.data / "files"), engine=engine)
        yield app
