"""Every act leaves a line: who did it, in which capacity, when and why; it is shown to those who may know it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from grading.actors import command
from grading.models import Account, Decider, Done, Dossier, Event, Office
from grading.services.accounts import links, roles
from grading.services.campaigns import deadlines
from grading.services.invariants import checks
from grading.services.record import reading
from tests.reading import questions_of
from tests.season import DISTRICT, Season
from tests.seats import get
from workflows import Layer, Role, State

CELL = "HU-A-01"


def acts_on(season: Season, cell: str = CELL) -> list[tuple[Done, Office]]:
    """Returns what was done to the dossier, oldest first."""
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(cell))
        return [(event.done, event.office) for event in reversed(reading.of_subject(session, dossier))]


def test_the_work_of_a_cell_is_recorded_act_by_act(season):
    season.open()
    season.submit(CELL)

    done = [done for done, _office in acts_on(season)]

    assert done[-1] is Done.step_taken
    assert set(done) >= {Done.answers_saved, Done.members_counted, Done.ballot_recorded, Done.evidence_attached}
    assert {office for _done, office in acts_on(season)} == {Office.person}


def test_a_command_is_recorded_without_an_account(season):
    season.open()
    with season.writing() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        deadlines.set_day(session, command(season.now), dossier, dossier.due_on + timedelta(days=1))

    with season.reading() as session:
        line = reading.of_subject(session, session.get_one(Dossier, season.dossier_id(CELL)))[0]

    assert (line.done, line.office, line.by_id) == (Done.due_day_extended, Office.command, None)


def test_a_refused_act_leaves_no_line(season):
    season.open()
    before = acts_on(season)

    season.client(season.secretary(CELL)).post(f"/dossiers/{season.dossier_id(CELL)}/steps/submit")

    assert acts_on(season) == before


def test_a_batch_leaves_one_line_for_each_dossier_and_the_chains_hold(season):
    season.open()
    for cell in (CELL, "HU-A-02"):
        season.bring(cell, State.certification)
    season.decide(DISTRICT)

    with season.reading() as session:
        ended = session.scalars(select(Event.subject_id).where(Event.done == Done.step_taken)).all()
        broken = checks.run(session)["record_is_chained"]
    assert broken == []
    assert {season.dossier_id(CELL), season.dossier_id("HU-A-02")} <= set(ended)


def test_deleting_the_words_of_a_line_leaves_the_chain_whole(season):
    season.open()
    season.submit(CELL)
    with season.writing() as session:
        session.execute(text("DELETE FROM event_words"))

    with season.reading() as session:
        assert checks.run(session)["record_is_chained"] == []
        line = session.scalars(select(Event)).first()
    assert line is not None


def test_the_record_names_no_person_and_no_text_of_a_dossier(season):
    season.open()
    season.submit(CELL)

    with season.reading() as session:
        kept = [event.words.content for event in session.scalars(select(Event)) if event.words]

    assert kept
    assert not any("kỳ đạt yêu cầu" in content for content in kept)


# --- who may know it


def test_a_cell_reads_in_its_history_what_it_did_and_not_what_was_done_above_it(season):
    season.open()
    season.bring(CELL, State.appraisal)

    own = season.client(season.secretary(CELL)).get(f"/dossiers/{season.dossier_id(CELL)}/history").text
    reviewers = season.client(season.reviewer(CELL)).get(f"/dossiers/{season.dossier_id(CELL)}/history").text

    assert "Ghi kết quả bỏ phiếu" in own
    assert "Lưu đánh giá" not in own
    assert "(Đảng ủy xã đánh giá)" in reviewers


def test_the_history_shows_no_work_on_a_layer_that_the_reader_may_not_read(season):
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)
    season.score(CELL, Layer.appraiser, season.who(Role.appraiser, DISTRICT), outcome="GOOD")

    reviewers = season.client(season.reviewer(CELL)).get(f"/dossiers/{season.dossier_id(CELL)}/history").text

    assert reviewers.count("Lưu đánh giá") == 1


@pytest.fixture
def administered(season: Season) -> Season:
    """A link and a role that an administrator gave to a secretary."""
    season.open()
    login = season.secretary(CELL)
    with season.acting(season.who(Role.admin)) as (session, admin):
        account = session.scalars(select(Account).where(Account.login == login)).one()
        links.reset_password(session, admin, account, "Quên mật khẩu")
        roles.grant_role(session, admin, account, Role.cell_committee, get(session, "HU-A-02"), valid_from=admin.today)
    return season


def test_an_inspector_reads_what_administrators_did(administered):
    page = administered.client(administered.who(Role.inspector, DISTRICT)).get("/record").text

    assert "Cấp đường dẫn đặt mật khẩu" in page
    assert "Giao nhiệm vụ" in page
    assert administered.secretary(CELL) in page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("person=&kind=account", {"Cấp đường dẫn đặt mật khẩu", "Giao nhiệm vụ"}),
        ("kind=campaign", {"Mở đợt đánh giá"}),
        ("person=khong-co-ai", {"Không có việc nào khớp."}),
        ("first_day=2001-01-01&last_day=2001-12-31", {"Không có việc nào khớp."}),
        ("first_day=2001-13-45", {"Ngày chưa đúng.", "Mở đợt đánh giá"}),
    ],
)
def test_the_record_is_searched_by_person_kind_and_days(administered, asked, expected):
    page = administered.client(administered.who(Role.inspector, DISTRICT)).get(f"/record?{asked}").text

    assert all(words in page for words in expected)
    assert ("Mở đợt đánh giá" in page) is ("Mở đợt đánh giá" in expected)


def test_an_account_shows_its_record_to_an_administrator(administered):
    with administered.reading() as session:
        account_id = session.scalars(select(Account.id).where(Account.login == administered.secretary(CELL))).one()

    page = administered.client(administered.who(Role.admin)).get(f"/accounts/{account_id}").text

    assert "Nhật ký của tài khoản" in page
    assert administered.who(Role.admin) in page


def test_nobody_else_reads_the_record_of_administrators(administered):
    logins = (administered.secretary(CELL), administered.reviewer(CELL), administered.who(Role.award_clerk, DISTRICT))

    answers = [administered.client(login).get("/record") for login in logins]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert not any("Cấp đường dẫn" in answer.text for answer in answers)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_names_of_many_units_and_dossiers_are_read_with_as_many_statements_as_of_few(season):
    season.open("rating")
    numbers = []
    for cells in (["HU-A-01"], ["HU-A-01", "HU-A-02", "HU-A-03", "HU-B-01"]):
        subjects = [("dossier", season.dossier_id(cell)) for cell in cells]
        with season.reading() as session:
            subjects += [("unit", get(session, cell).id) for cell in cells]
        lines = [Event(subject_kind=kind, subject_id=subject_id) for kind, subject_id in subjects]
        with season.reading() as session, questions_of(season.engine) as sent:
            reading.names(session, lines)
        numbers.append(len(sent))

    assert numbers[0] == numbers[1]
