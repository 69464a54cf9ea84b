"""Several campaigns of the year read the months of one cell."""

from dataclasses import replace
from datetime import date

import pytest

from grading.models import MeetingKind, MeetingSheet
from grading.services.ground.errors import Refused
from grading.services.months import months
from grading.services.months.entries import CountsEntry
from tests.seats import get
from tests.yearly import CELL, OTHER, figures_of
from workflows import State


@pytest.fixture
def four(season):
    season.open("four", programme="demo-four-good")
    return season


@pytest.mark.parametrize("state", [State.commune_review, State.certified])
def test_a_dossier_that_was_sent_closes_its_months_for_the_other_dossiers_that_read_them(four, state, monkeypatch):
    four.bring(CELL, state)
    shipped = four.programme("demo-four-good")
    other_title = replace(shipped, recognition=replace(shipped.recognition, model="another_title"))
    monkeypatch.setattr(four, "programme", lambda _name: other_title)
    four.open("another-title", programme="another-title")

    with pytest.raises(Refused) as refusal, four.with_dossier(four.secretary(CELL), CELL) as (session, actor, dossier):
        months.save_month(session, actor, dossier, 2, None, counts=CountsEntry(deeds=1))

    assert [reason.code for reason in refusal.value.reasons] == ["year_in_use"]


def record_elsewhere(season, month: int = 2) -> None:
    """Stores a meeting that was recorded under another programme, which feeds only that programme's figures."""
    with season.writing() as session:
        session.add(MeetingSheet(
            unit_id=get(session, CELL).id, year=2022, kind=MeetingKind.regular, period=month,
            held_on=date(2022, month, 3), due=20, present=18, excused=0, points={}, saved_at=season.now,
        ))  # fmt: skip


def test_months_recorded_before_feed_a_campaign_when_it_is_opened(season):
    record_elsewhere(season)

    season.open("four", programme="demo-four-good")

    assert figures_of(season)["meetings_held"] == (100, "year_work")
    assert figures_of(season)["attendance_pct"] == (9000, "year_work")
    assert figures_of(season, OTHER) == {}


def test_months_recorded_elsewhere_feed_a_dossier_when_it_is_sent(four):
    record_elsewhere(four)
    assert figures_of(four) == {}

    four.bring(CELL, State.commune_review)
    figures_when_sent = figures_of(four)
    record_elsewhere(four, 3)
    four.review(CELL)

    assert figures_when_sent["meetings_held"] == figures_of(four)["meetings_held"] == (100, "year_work")
