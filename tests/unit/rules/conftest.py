"""Programmes of the project, loaded once, and the reported figures of Giồng Riềng."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from tests.unit.rules.regimes import BEST

PROGRAMMES = Path("config/programmes")
SOURCE = Path("config/demo/giong-rieng")

Reported = dict[tuple[str, int], dict[str, int]]


@pytest.fixture(scope="session")
def regime() -> Programme:
    return load(PROGRAMMES / "r2019.yaml")


@pytest.fixture(scope="session")
def rating() -> Programme:
    return load(PROGRAMMES / "demo-giong-rieng-r2019.yaml")


@pytest.fixture(scope="session")
def four_good() -> Programme:
    return load(PROGRAMMES / "demo-four-good.yaml")


@pytest.fixture(scope="session")
def reported() -> Reported:
    """Returns the figures by unit and year, in hundredths."""
    figures: Reported = defaultdict(dict)
    with (SOURCE / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures[row["unit_code"], int(row["year"])][row["metric"]] = int(Decimal(row["value"]) * 100)
    return dict(figures)


@pytest.fixture(scope="session")
def cells() -> dict[str, list[str]]:
    """Returns the codes of the cells of each commune."""
    cells_by_commune: dict[str, list[str]] = defaultdict(list)
    with (SOURCE / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells_by_commune[row["parent_code"]].append(row["code"])
    return dict(cells_by_commune)


@pytest.fixture(scope="session")
def programmes() -> dict[str, Programme]:
    """Returns the regimes by name; the regime of 2025 has no own rows and uses the demonstration's invented rows."""
    return {name: load(PROGRAMMES / f"{name}.yaml") for name in BEST}
