"""The team's list where communes decide the levels: who may get an award, and many handed on at once with a note."""

from dataclasses import replace

import pytest
from sqlalchemy import event, select

from grading.models import Move
from tests.reading import words_of
from tests.season import DISTRICT, Season
from workflows import Role, State

BEST, GOOD, FOREIGN = "HU-A-01", "HU-B-01", "HU-B-02"
LIST = "/campaigns/1/appraisal"
NOTE = "Không thuộc diện khen thưởng."


@pytest.fixture
def decided(season: Season) -> Season:
    """One cell of each commune is with the team: one rated EXCELLENT, one GOOD."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open()
    season.bring(BEST, State.appraisal, "EXCELLENT")
    season.bring(GOOD, State.appraisal)
    return season


def head(season: Season) -> str:
    return season.who(Role.appraisal_lead, DISTRICT)


def picked(season: Season, *cells: str, note: str = NOTE) -> dict[str, object]:
    return {"picked": [season.dossier_id(cell) for cell in cells], "note": note}


def test_the_list_says_who_may_get_an_award_and_how_many_members_have_an_opinion(decided):
    appraiser = decided.who(Role.appraiser, DISTRICT)

    waiting = words_of(decided.client(appraiser).get(LIST))
    decided.say_of_awards(BEST, "Y", appraiser)
    after = words_of(decided.client(appraiser).get(LIST, query_string={"place": "may_get"}))

    assert "Chi bộ 01 xã Mẫu A" in waiting
    assert "Chi bộ 01 xã Mẫu B" not in waiting
    assert "Tiêu biểu năm 2022" in waiting
    assert "0/1 Chờ ý kiến của tôi" in waiting
    assert "1/1" in after
    assert "Chờ ý kiến của tôi 0" in after


def test_the_home_page_counts_the_opinions_that_are_asked_for(decided):
    appraiser = decided.who(Role.appraiser, DISTRICT)

    before = words_of(decided.client(appraiser).get("/"))
    decided.say_of_awards(BEST, "Y", appraiser)
    after = words_of(decided.client(appraiser).get("/"))

    assert "Đã hoàn thành phần của mình: 0/1 hồ sơ" in before
    assert "Đã hoàn thành phần của mình: 1/1 hồ sơ" in after


def test_the_head_hands_many_on_with_one_note(decided):
    answer = decided.client(head(decided)).post(LIST, data=picked(decided, BEST, GOOD), follow_redirects=True)

    assert "Đã trình 2 hồ sơ, không đề nghị khen thưởng." in answer.text
    assert {decided.state(cell) for cell in (BEST, GOOD)} == {decided.desk_after(State.appraisal)}
    with decided.reading() as session:
        assert session.scalars(select(Move.note).where(Move.step == "approve")).all() == [NOTE, NOTE]


def test_a_dossier_with_a_proposed_award_stays_and_says_why(decided):
    decided.say_of_awards(BEST, "Y", head(decided))

    answer = decided.client(head(decided)).post(LIST, data=picked(decided, BEST, GOOD))

    assert answer.status_code == 200
    assert "Tổ thẩm định đã đề nghị khen thưởng tổ chức này." in words_of(answer)
    assert (decided.state(BEST), decided.state(GOOD)) == (State.appraisal, decided.desk_after(State.appraisal))


@pytest.mark.parametrize(
    ("cells", "note", "sentence"),
    [((GOOD,), " ", "Chưa ghi lý do."), ((), NOTE, "Chưa chọn hồ sơ nào."), ((GOOD,), "x" * 2001, "Lời ghi dài quá")],
)
def test_nothing_moves_without_a_note_or_without_a_choice(decided, cells, note, sentence):
    answer = decided.client(head(decided)).post(LIST, data=picked(decided, *cells, note=note))

    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert decided.state(GOOD) is State.appraisal


def test_a_member_of_the_team_hands_nothing_on(decided):
    client = decided.client(decided.who(Role.appraiser, DISTRICT))

    page, answer = client.get(LIST, query_string={"place": "all"}), client.post(LIST, data=picked(decided, GOOD))

    assert 'name="picked"' not in page.text
    assert answer.status_code == 403
    assert "Việc này do tổ trưởng Tổ thẩm định thực hiện." in answer.text
    assert decided.state(GOOD) is State.appraisal


def test_a_dossier_that_the_team_does_not_have_does_not_exist(decided):
    decided.bring(FOREIGN, State.commune_review)

    answer = decided.client(head(decided)).post(LIST, data=picked(decided, GOOD, FOREIGN))

    assert answer.status_code == 404
    assert decided.state(GOOD) is State.appraisal


def test_more_rows_need_no_more_queries(decided):
    client = decided.client(head(decided))
    statements: list[str] = []
    event.listen(decided.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

    def asked() -> int:
        statements.clear()
        assert client.get(LIST).status_code == 200
        return len(statements)

    asked()
    two = asked()
    decided.bring(FOREIGN, State.appraisal)

    assert asked() == two
