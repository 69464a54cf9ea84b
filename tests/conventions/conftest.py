"""The town, built once for each kind of database. No request of these tests may change a row of it."""

import hashlib
import shutil
from collections.abc import Iterator
from itertools import islice, product

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import create_engine, select, text
from sqlalchemy.dialects import postgresql

from config.settings import Settings
from grading.app import create_app
from grading.models import Base
from grading.services.invariants import checks
from tests.conventions.asking import asked
from tests.conventions.building import build
from tests.conventions.matrix import GET
from tests.conventions.planting import plant
from tests.conventions.town import OWN, Town
from tests.strictness import strict

ROWS = {
    table.name: str(select(table).order_by(*table.primary_key).compile(dialect=postgresql.dialect()))
    for table in Base.metadata.sorted_tables
}
"""The query of each table for every row in the order of the key, in SQL that both databases know."""


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def town_url(request, tmp_path_factory) -> Iterator[str]:
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("town") / "grading.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("postgres")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE town TEMPLATE migrated STRATEGY file_copy"))
    yield url.replace("/postgres?", "/town?")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE town WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="module")
def town(town_url, tmp_path_factory, compiled_templates) -> Iterator[Town]:
    settings = Settings(
        data=tmp_path_factory.mktemp("town-files"), database_url=town_url, base_url="http://localhost",
        secret_key="k" * 40, trusted_hosts=("localhost",),
    )  # fmt: skip
    app = strict(create_app(settings))
    app.jinja_env.bytecode_cache = compiled_templates
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    built = build(app)
    plant(built)
    if not town_url.startswith("sqlite"):
        built.one_for_all = True  # PostgreSQL shows whether the queries run; the code of access is the same
        built.actors = tuple(OWN)
    for actor, language in product(built.actors, ("vi", "en")):
        built.client(actor, language)  # signed in before anything is compared
    yield built
    with built.season.reading() as session:
        broken = {name: rows for name, rows in checks.run(session, built.season.store).items() if rows}
    app.extensions["engine"].dispose()
    assert broken == {}


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """Opens a page as wide as a phone, for axe to read in."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    yield page
    page.close()


@pytest.fixture(scope="module")
def shown(town) -> list[tuple[str, str]]:
    """Returns the address and the text of a page for each address of the matrix, as somebody sees it who may."""
    found = []
    for endpoint, line in GET.items():
        for _standing, path, able, actors in islice(asked(town, "GET", endpoint, line), 1):
            answers = [town.client(actor).get(path) for actor in actors if actor in able][:1]
            found += [(path, page.text) for page in answers if page.status_code == 200 and page.mimetype == "text/html"]
    return found


@pytest.fixture
def untouched(town) -> Iterator[None]:
    """Fails when the test has changed any value of any table."""
    before = town.digests or digests(town)  # as the test before left it: nothing else writes into the town
    yield
    town.digests = after = digests(town)
    assert {table for table in before if before[table] != after[table]} == set(), "a GET or a refused POST wrote there"


def digests(town: Town) -> dict[str, str]:
    """Returns one digest of all rows of each table, as the driver gives them."""
    with town.season.engine.connect() as connection:
        return {table: digest_of(connection.exec_driver_sql(query).all()) for table, query in ROWS.items()}


def digest_of(rows: object) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()
