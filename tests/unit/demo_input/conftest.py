"""The files of the demo input, read once."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import config

Document = dict[str, Any]


@pytest.fixture(scope="session")
def demo_folder() -> Path:
    return Path(config.__file__).parent / "demo"


@pytest.fixture(scope="session")
def documents(demo_folder: Path) -> dict[str, Document]:
    """Returns every YAML file by its path inside the folder."""
    reader = YAML(typ="safe", pure=True)
    return {str(path.relative_to(demo_folder)): reader.load(path) for path in sorted(demo_folder.rglob("*.yaml"))}


@pytest.fixture(scope="session")
def rows(demo_folder: Path) -> dict[str, list[dict[str, str]]]:
    """Returns the rows of every CSV file by its path inside the folder."""
    rows_by_path = {}
    for path in sorted(demo_folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows_by_path[str(path.relative_to(demo_folder))] = list(csv.DictReader(file, strict=True))
    return rows_by_path


@pytest.fixture(scope="session")
def communes(documents: dict[str, Document]) -> dict[str, Document]:
    """Returns the season of each commune by the commune's code."""
    return {document["commune"]: document for name, document in documents.items() if name.startswith("season-2022/")}


@pytest.fixture(scope="session")
def cells(communes: dict[str, Document]) -> Document:
    return {code: cell for commune in communes.values() for code, cell in commune["cells"].items()}


@pytest.fixture(scope="session")
def answered(cells: Document) -> Document:
    """Returns the cells that have more than their reported figures."""
    return {code: cell for code, cell in cells.items() if "answers" in cell}


@pytest.fixture(scope="session")
def four_good(documents: dict[str, Document]) -> Document:
    return documents["four-good-2022.yaml"]


@pytest.fixture(scope="session")
def named(rows: dict[str, list[dict[str, str]]]) -> set[str]:
    """Returns the codes of the cells that the source names."""
    return {row["code"] for row in rows["giong-rieng/units.csv"] if row["named_in_source"] == "yes"}


@pytest.fixture(scope="session")
def members(rows: dict[str, list[dict[str, str]]]) -> dict[str, tuple[int, int]]:
    """Returns the official and probationary members of each cell of both campaigns."""
    counts = {row["unit_code"]: (int(row["official"]), int(row["probationary"])) for row in rows["members.csv"]}
    values = {(row["unit_code"], row["metric"]): int(row["value"]) for row in rows["figures-four-good.csv"]}
    invented = {code for code, _ in values if code.count("-") == 3}
    return counts | {
        code: (values[code, "members_official"], values[code, "members_probationary"]) for code in invented
    }


@pytest.fixture(scope="session")
def texts(documents: dict[str, Document]) -> list[tuple[str, str]]:
    """Returns every text that a page or a paper may show, with the file that holds the text."""
    return [
        (name, text)
        for name, document in documents.items()
        for key, text in _strings(document)
        if key in {"words", "reason", "content", "name"}
    ]


def _strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str):
        yield key, value
