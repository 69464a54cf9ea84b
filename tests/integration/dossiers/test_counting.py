"""Options, steps, points below nothing and criteria that do not apply: what a page offers, and what it refuses."""

import re
from pathlib import Path

import pytest

from grading.rules.programmes.reading.loading import load
from grading.services.decisions import ranking
from grading.services.dossiers import answers, dossiers
from grading.services.dossiers.differences import layer_in
from grading.services.dossiers.entries import Entry
from grading.services.dossiers.papers import paper_facts
from grading.services.dossiers.points import total_in
from grading.services.layers import assessments
from tests.given_season import CELL, counted_points, page_of
from tests.integration.pages import text_of
from tests.registering import codes
from tests.season import Season
from workflows import Layer, Role, WorkflowError

TABLE = load(Path("tests/programmes/own-counting.yaml"))
POINTS = {"content": 2400, "absences": 200, "tasks": 5000, "models": 400, "reports": 100}


@pytest.fixture
def opened(season: Season) -> Season:
    season.programme = lambda _name: TABLE
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    return season


def count(season: Season, committee: int = 1, far: int = 0) -> None:
    with season.with_dossier(season.secretary(CELL), CELL) as at:
        answers.record_members(*at, {"committee_members": committee * 100, "members_far": far * 100})


def answer(season: Season, **points: int) -> None:
    entries = {key: Entry(points=value, words="Có biên bản.") for key, value in {**POINTS, **points}.items()}
    with season.with_dossier(season.secretary(CELL), CELL) as at:
        answers.save_answers(*at, entries)


def sent(season: Season) -> None:
    count(season)
    answer(season)
    season.vote(CELL, "EXCELLENT")
    with season.with_dossier(season.secretary(CELL), CELL) as at:
        dossiers.take_step(*at, "submit")


def post(season: Season, group: str = "meetings", **fields: str):
    address = f"/dossiers/{season.dossier_id(CELL)}/groups/{group}"
    return season.client(season.secretary(CELL)).post(address, data=fields)


def test_the_page_offers_exactly_the_options_with_their_names(opened):
    count(opened, committee=3)

    page = page_of(opened, opened.secretary(CELL), "/groups/meetings")

    assert re.findall(r'name="points-committee"[^>]*value="([^"]*)"', page) == ["5", "2,5", "0"]
    assert "2,5 điểm: Thiếu một số kỳ" in page
    assert "Từ 5 đến 25 điểm. Chấm theo bước 0,5." in page
    assert "Tối đa 6 điểm." in page


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("committee", "3", "Tiêu chí “I.1” chỉ nhận một trong các mức điểm: 5; 2,5; 0."),
        ("content", "24,3", "Điểm của tiêu chí “I.3” chấm theo bước 0,5; 24,3 không đúng bước."),
        ("content", "4", "Điểm 4 thấp hơn mức thấp nhất 5 của tiêu chí “I.3”."),
        ("absences", "7", "Điểm 7 vượt mức tối đa 6 của tiêu chí “I.4”."),
    ],
)
def test_other_points_are_refused_with_what_is_allowed(opened, key, typed, words):
    count(opened, committee=3)

    reply = post(opened, **{f"points-{key}": typed, "go": ""})

    assert reply.status_code == 422
    assert words in reply.get_data(as_text=True)


def test_what_is_taken_off_is_typed_without_a_minus_and_counts_with_it(opened):
    count(opened)

    post(opened, **{"points-absences": "2,5", "words-absences": "Một lần.", "go": ""})

    page = page_of(opened, opened.secretary(CELL), "/groups/meetings")
    assert 'value="2,5"' in page
    assert counted_points(opened)["absences"] == -250


def test_a_criterion_that_does_not_apply_says_why_and_asks_nothing(opened):
    count(opened)

    page = page_of(opened, opened.secretary(CELL), "/groups/meetings")

    assert "Không áp dụng (Đảng viên ở xa 0; chỉ áp dụng khi trên 0)" in page
    assert not any(
        f'name="{box}-{key}"' in page for box in ("points", "words", "file") for key in ("visits", "committee")
    )
    assert "5/5 điểm" in page


def test_until_the_figure_is_known_the_page_leads_to_it(opened):
    page = page_of(opened, opened.secretary(CELL), "/groups/meetings")

    assert "Chưa rõ có áp dụng hay không: còn thiếu số liệu Số cấp ủy viên." in page
    assert f'href="/dossiers/{opened.dossier_id(CELL)}/members#committee_members"' in page


def test_points_for_what_does_not_apply_are_refused(opened):
    count(opened)

    reply = post(opened, **{"points-visits": "5", "go": ""})

    assert reply.status_code == 422
    assert "Tiêu chí “I.2” không áp dụng với đơn vị này, không ghi điểm được." in reply.get_data(as_text=True)


def test_what_was_written_stays_when_a_criterion_stops_to_apply(opened):
    count(opened, far=2)
    answer(opened, visits=800)
    count(opened, far=0)

    kept = {"points-absences": "2", "words-absences": "Có biên bản.", "version-absences": "1"}
    post(opened, **kept, **{"points-content": "20", "words-content": "Đủ.", "version-content": "1", "go": ""})

    with opened.with_dossier(opened.secretary(CELL), CELL) as (_session, _actor, dossier):
        assert layer_in(dossier, Layer.self_).score("visits").points == 800
        assert total_in(dossier, layer_in(dossier, Layer.self_)) == 3067 + 5000 + 400 - 100


def test_a_cell_sends_without_what_does_not_apply(opened):
    sent(opened)

    with opened.with_dossier(opened.secretary(CELL), CELL) as (session, _actor, dossier):
        assert total_in(dossier, layer_in(dossier, Layer.self_)) == 8900
        printed = {each.number: each for group in paper_facts(session, dossier).groups for each in group.criteria}
        assert printed["I.2"].working.startswith("Không áp dụng")
        assert [printed[number].standing for number in ("I.2", "I.4", "IV.1")] == ["Không áp dụng", "-2", "-1"]
        facts = paper_facts(session, dossier)
        assert ([group.total for group in facts.groups], facts.total) == (["36/40", "50/60", "4", "-1"], "89/100")


def test_the_check_page_says_what_each_group_and_all_of_it_count(opened):
    count(opened)
    answer(opened)

    page = text_of(page_of(opened, opened.secretary(CELL), "/check"))

    assert "I. Sinh hoạt chi bộ 36/40" in page
    assert "IV. Điểm trừ vào tổng -1" in page
    assert "Tổng điểm 89/100" in page


def test_a_cell_to_which_it_applies_cannot_send_without_it(opened):
    count(opened, far=2)
    answer(opened)
    opened.vote(CELL, "EXCELLENT")

    with opened.with_dossier(opened.secretary(CELL), CELL) as at, pytest.raises(WorkflowError) as refusal:
        dossiers.take_step(*at, "submit")

    assert {"unanswered", "evidence_missing"} <= set(codes(refusal))


def test_the_commune_is_told_and_not_asked_and_may_finish(opened):
    sent(opened)

    page = page_of(opened, opened.reviewer(CELL))
    opened.review(CELL)

    assert "Không áp dụng (Đảng viên ở xa 0" in page
    assert 'name="points-visits"' not in page
    assert "Điểm trừ" in text_of(page)
    with opened.with_dossier(opened.reviewer(CELL), CELL) as (_session, _actor, dossier):
        layer = layer_in(dossier, Layer.commune)
        assert layer.finished_at is not None
        assert total_in(dossier, layer) == 8900
        assert ranking._candidate(dossier, (Layer.commune,), "EXCELLENT").points == 8900
        assert assessments.unfinished(dossier, layer) == []
    assert "89/100" in page_of(opened, opened.reviewer(CELL), "/level")
