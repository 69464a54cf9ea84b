"""Builds the service from its settings."""

import gc

from flask import Flask

from config.settings import Settings
from grading import web
from grading.db import make_engine
from grading.storage import Store
from grading.web.shell.session import db


def create_app(settings: Settings | None = None) -> Flask:
    """Returns the WSGI application. Raises SettingsError if the environment has wrong settings."""
    settings = settings or Settings.load()
    app = Flask("grading", template_folder="../templates", static_folder="static")
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SESSION_COOKIE_NAME=settings.cookie_name,
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form lasts as long as the session, for slow typists
        MAX_CONTENT_LENGTH=settings.max_upload_bytes * 4 + 1_000_000,
        MAX_FORM_MEMORY_SIZE=600_000,
        MAX_FORM_PARTS=4_000,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    app.extensions["settings"] = settings
    app.extensions["store"] = Store(settings.data / "files")
    app.extensions["engine"] = make_engine(settings.database_url)
    db.init_app(app)
    web.init_app(app)
    return app


def settle_memory() -> None:
    """Lets the collector of garbage pass over what was loaded at the start, and look less often. A page of hundreds of
    dossiers makes so many objects that looking through all of them took a third of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
