"""An empty data directory, one with units, one with a season played to its end."""

import pytest

from config.settings import Settings
from grading.app import create_app
from tests.commended import commend
from tests.integration.cli.place import UNITS, Place
from tests.season import Season


@pytest.fixture
def place(tmp_path, monkeypatch) -> Place:
    for name in ("GRADING_DATA", "GRADING_DATABASE_URL", "GRADING_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GRADING_BASE_URL", "https://chi-bo.example.org")
    return Place(tmp_path / "kept")


@pytest.fixture
def with_units(place) -> Place:
    assert place.run("import-units", place.write("units.csv", UNITS)).exit_code == 0
    return place


@pytest.fixture
def played(place) -> Place:
    """One commended cell in this data directory."""
    settings = Settings(data=place.folder, base_url="https://chi-bo.example.org", secret_key="k" * 40)
    place.run("init")
    app = create_app(settings)
    season = Season(app)
    season.settle_units()
    commend(season)
    app.extensions["engine"].dispose()
    return place
