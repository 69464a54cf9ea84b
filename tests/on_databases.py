"""Chooses the database of each test. A run plays a test on SQLite or on PostgreSQL; with --both it plays it on both.

A test whose database matters (locks, races, constraints, the schema, what the server says) carries the marker
`both_databases` and is always played on both. A test that names one kind itself is always played on it. Of the others
every function goes to one kind by its name, so that half of a file is played on each and every query of the project
still meets both.
"""

from zlib import crc32

import pytest

KINDS = ("sqlite", "postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="play every test on SQLite and on PostgreSQL")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.option.both:
        return
    left_out = [item for item in items if not is_played(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def is_played(item: pytest.Item) -> bool:
    """Says whether the test is played on the kind of database that it was collected for."""
    kind = kind_of(item)
    is_chosen = item.get_closest_marker("both_databases") is not None or names_its_kind(item)
    return kind is None or is_chosen or kind == kind_for(item.nodeid)


def names_its_kind(item: pytest.Item) -> bool:
    return any("database_kind" in marker.args[0] for marker in item.iter_markers("parametrize"))


def kind_of(item: pytest.Item) -> str | None:
    """Returns the kind that the fixture `database_kind` gives to the test; None for a test without this fixture."""
    call = getattr(item, "callspec", None)
    return call.params.get("database_kind") if call else None


def kind_for(test: str) -> str:
    """Returns the kind for a test by its name without its case, the same in every run."""
    return KINDS[crc32(test.partition("[")[0].encode()) % len(KINDS)]
