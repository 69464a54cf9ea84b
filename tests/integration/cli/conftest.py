"""Data directories for the commands: an empty one, one with units, one with a season played to its end."""

import shutil
from pathlib import Path

import pytest

from config.settings import Settings
from grading.app import create_app
from grading.cli.place import DEMONSTRATION
from tests.commended import commend
from tests.integration.cli.place import UNITS, Place
from tests.processes import of_format_2
from tests.season import Season

ADDRESS = "https://chi-bo.example.org"


def set_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets the environment in which every command is typed."""
    for name in ("GRADING_DATA", "GRADING_DATABASE_URL", "GRADING_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GRADING_BASE_URL", ADDRESS)


@pytest.fixture
def place(tmp_path, monkeypatch) -> Place:
    set_out(monkeypatch)
    return Place(tmp_path / "kept")


@pytest.fixture
def set_up(place, migrated_sqlite) -> Place:
    """Lends a directory with the empty database that `init` makes; to make it anew takes a second of each test."""
    place.folder.mkdir()
    shutil.copy(migrated_sqlite, place.folder / "grading.sqlite3")
    return place


@pytest.fixture(scope="session")
def folder_with_units(tmp_path_factory) -> Path:
    """Makes this folder once, by the command itself; every test copies it."""
    place = Place(tmp_path_factory.mktemp("units") / "kept")
    with pytest.MonkeyPatch.context() as patching:
        set_out(patching)
        assert place.run("import-units", place.write("units.csv", UNITS)).exit_code == 0
    return place.folder


@pytest.fixture(scope="session")
def folder_played(tmp_path_factory) -> Path:
    """Makes this folder once, by the command and the services; every test copies it."""
    place = Place(tmp_path_factory.mktemp("played") / "kept")
    with pytest.MonkeyPatch.context() as patching:
        set_out(patching)
        place.run("init")
    app = create_app(Settings(data=place.folder, base_url=ADDRESS, secret_key="k" * 40))
    season = Season(app)
    season.settle_units()
    season.older = of_format_2  # commands also bring the folder down to an older revision
    commend(season)
    app.extensions["engine"].dispose()
    return place.folder


@pytest.fixture
def with_units(place, folder_with_units) -> Place:
    """Returns a data directory with units, that of a demonstration: campaigns are opened on its programmes."""
    place.write("units.csv", UNITS)
    shutil.copytree(folder_with_units, place.folder)
    (place.folder / DEMONSTRATION).touch()
    return place


@pytest.fixture
def played(place, folder_played) -> Place:
    """Returns a data directory with one commended cell."""
    shutil.copytree(folder_played, place.folder)
    return place
