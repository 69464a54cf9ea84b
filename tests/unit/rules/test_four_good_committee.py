"""The title of a committee: the values that are still open, and the results that its cells need."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from grading.rules.known import Known
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.places import blanks
from grading.rules.titles import demands_of
from tests.outcomes import asking
from workflows import Reason

FILE = Path("config/programmes/four-good-committee.yaml")
FIGURES = {"cells_total": 500, "cells_good_or_better": 500, "cells_four_good": 300}


@pytest.fixture
def title() -> Programme:
    """Returns an issuer's programme: all cells must be good, three of five four-good, and no points are required."""
    programme = load(FILE)
    rule = programme.outcomes[-1]
    thresholds = {"cells_good": 10000, "cells_four_good": 6000}
    conditions = tuple(dataclasses.replace(condition, value=thresholds[condition.key]) for condition in rule.conditions)
    return asking(programme, conditions=conditions, requires_rating_at_least=Level.GOOD)


def reasons(programme: Programme, figures: Mapping[str, int]) -> list[Reason]:
    found = demands_of(programme, Known(year=2025, rating="GOOD", figures=figures))
    return [demand.reason for demand in found if demand.reason is not None]


def test_the_model_is_for_grassroots_committees_and_leaves_its_thresholds_open() -> None:
    programme = load(FILE)

    open_places = {blank.path for blank in blanks(programme)}

    assert programme.scope == ("committee_grassroots",)
    assert {f"/outcomes/recognised/conditions/{key}/value" for key in ("cells_good", "cells_four_good")} <= open_places
    assert {
        "/outcomes/recognised/min_points",
        "/groups/unity_discipline/criteria/unity_discipline/points",
    } <= open_places


def test_a_committee_whose_cells_are_good_enough_may_be_recognised(title: Programme) -> None:
    assert reasons(title, FIGURES) == []


@pytest.mark.parametrize(
    ("below", "figure", "value", "needed"),
    [
        ({"cells_four_good": 200}, "cells_four_good_pct", 4000, 6000),
        ({"cells_good_or_better": 400}, "cells_good_or_better_pct", 8000, 10000),
    ],
)
def test_too_few_cells_with_the_result_are_an_obstacle(
    title: Programme, below: dict[str, int], figure: str, value: int, needed: int
) -> None:
    (reason,) = reasons(title, FIGURES | below)

    assert reason.code == "recognition_share"
    assert dict(reason.params) == {"figure": figure, "operator": "at_least", "value": value, "needed": needed}


def test_before_its_cells_are_decided_their_shares_are_unknown(title: Programme) -> None:
    found = reasons(title, {})

    assert [reason.code for reason in found] == ["recognition_unknown", "recognition_unknown"]


def test_a_threshold_that_the_issuer_has_not_given_is_not_checked() -> None:
    assert demands_of(load(FILE), Known(year=2025, rating="NOT_COMPLETED", figures={})) == ()
