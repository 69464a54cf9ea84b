"""Chromium and a running server with a small season that nobody has begun and a password for everybody."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Browser
from waitress import wasyncore

from config.settings import Settings
from grading.app import create_app
from grading.jobs.background import Background
from grading.rules.programme import Programme
from tests.browser.visitor import Visitor
from tests.season import PASSWORD, Season
from tests.shipped import shipped
from tests.strictness import strict
from workflows import Role

PEOPLE = {
    "secretary.hu-a-01": (Role.cell_secretary, "HU-A-01"),
    "reviewer.hu-a": (Role.commune_reviewer, "HU-A"),
    "authority.hu-a": (Role.authority_secretary, "HU-A"),
    "appraiser1.hu": (Role.appraiser, "HU"),
    "lead.hu": (Role.appraisal_lead, "HU"),
    "authority.hu": (Role.authority_secretary, "HU"),
    "clerk.hu": (Role.award_clerk, "HU"),
    "inspector.hu": (Role.inspector, "HU"),
    "admin": (Role.admin, None),
}


class Served(Season):
    """A season with an address."""

    url = ""


def without_quota(name: str) -> Programme:
    """Returns the shipped programme without its quota, so that one cell alone may be excellent."""
    return replace(shipped(name), quotas=())


@pytest.fixture
def site(request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Served]:
    """Serves a season on its own port, at `site.url`. With the parameter "quota", the quota of its programme holds."""
    with season_served(migrated_sqlite, tmp_path, with_quota=getattr(request, "param", "") == "quota") as season:
        yield season


@contextmanager
def season_served(migrated_sqlite: Path, folder: Path, *, with_quota: bool = False) -> Iterator[Served]:
    database = folder / "grading.sqlite3"
    shutil.copy(migrated_sqlite, database)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        settings = Settings(data=folder, database_url=f"sqlite:///{database}", base_url=url, secret_key="k" * 40)
        app = strict(create_app(settings))
        season = Served(app)
        season.url = url
        season.settle_units()
        for login, (role, unit) in PEOPLE.items():
            season.make_account(login, role, unit, password=PASSWORD)
        if not with_quota:
            season.programme = without_quota
        season.open()
        with served(app, door), drained(settings):
            yield season
    app.extensions["engine"].dispose()


@contextmanager
def served(app: Flask, door: socket.socket) -> Iterator[None]:
    server = waitress.create_server(app, sockets=[door], threads=4, ident=None)
    thread = threading.Thread(target=server.run, name="site")
    thread.start()
    try:
        yield
    finally:
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))  # ends the loop from within
        thread.join(timeout=20)
        server.task_dispatcher.shutdown()
        assert not thread.is_alive()


@contextmanager
def drained(settings: Settings) -> Iterator[None]:
    """Runs the thread that makes papers, as `serve` does."""
    jobs = Background(settings, every=0.2)
    jobs.start()
    try:
        yield
    finally:
        jobs.stop()


@pytest.fixture
def visit(browser: Browser, site: Served) -> Iterator[Callable[..., Visitor]]:
    """Opens a separate browser for a person: with scripts or without, on a phone or at a desk."""
    opened: list[Visitor] = []

    def make(*, scripts: bool = True, width: int = 1280) -> Visitor:
        context = browser.new_context(
            base_url=site.url, java_script_enabled=scripts, viewport={"width": width, "height": 800}, locale="vi-VN"
        )
        opened.append(Visitor(context))
        return opened[-1]

    yield make
    for visitor in opened:
        visitor.leave()
