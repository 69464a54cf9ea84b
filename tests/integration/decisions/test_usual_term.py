"""The term that the page of a number offers: the one of earlier decisions that holds the day of this one."""

from datetime import date

import pytest

from grading.services.decisions import finding
from tests.integration.decisions.meetings import COMMUNE, DISTRICT
from tests.seats import get
from workflows import State


@pytest.mark.parametrize(
    ("day", "term"),
    [(date(2022, 12, 20), "2020 - 2025"), (date(2026, 1, 5), ""), (date(2019, 12, 31), "")],
)
def test_a_term_is_offered_only_for_days_that_it_holds(season, day, term):
    season.open()
    season.bring("HU-A-01", State.appraisal)  # its commune has issued a decision of the term 2020 - 2025

    with season.reading() as session:
        offered = {unit: finding.usual_term(session, get(session, unit).id, day) for unit in (COMMUNE, DISTRICT)}

    assert offered == {COMMUNE: term, DISTRICT: term}
