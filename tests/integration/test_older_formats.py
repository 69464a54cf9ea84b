"""A database that was written before the formats had numbers is read, is not written over, and binds as it did."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from grading.models import Commendation, Decision, DecisionItem, Dossier, Revision
from grading.services.commendations import printing
from grading.services.dossiers import revisions
from grading.services.ground.errors import Refused
from grading.services.invariants import checks
from tests.commended import CELL, commend
from tests.integration.pages import text_of
from tests.older_formats import stored, write_as_before_numbers
from workflows import Role, State

pytestmark = pytest.mark.both_databases


def older(season) -> dict[str, object]:
    with season.writing() as session:
        write_as_before_numbers(session)
    with season.reading() as session:
        return stored(session)


def test_reading_everything_leaves_every_stored_byte_and_digest_as_it_was(season):
    commend(season)
    before = older(season)

    with season.reading() as session:
        issued = session.scalars(select(Decision.id).order_by(Decision.id.desc())).first()
        paper = session.scalars(select(Commendation)).one()
        recipient, code = paper.frozen.recipient, paper.code
    client = season.client(season.who(Role.authority_secretary, "HU"))
    addresses = (f"decisions/{issued}", f"dossiers/{season.dossier_id(CELL)}/level", f"commendations/{paper.id}")
    answers = [client.get(f"/{address}") for address in (*addresses, f"verify/{code}")]
    with season.writing() as session:
        found = checks.run(session, season.store)

    assert [answer.status_code for answer in answers] == [200] * 4
    assert recipient in text_of(answers[-1].text)
    assert not any(found.values())
    with season.reading() as session:
        assert stored(session) == before
    assert '"format"' not in str(before)


def test_a_dossier_that_did_not_change_is_still_what_an_older_revision_froze(season):
    season.open()
    season.bring(CELL, State.certification)
    older(season)

    with season.writing() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        numbers = [revision.number for revision in dossier.revisions]
        last = dossier.revisions[-1]
        assert revisions.is_still(session, dossier, last)
        assert revisions.freeze(session, dossier, season.now) is last
        assert revisions.trace(session, dossier) == (last.number, last.digest)

    with season.reading() as session:
        kept = session.scalars(select(Revision.number).where(Revision.dossier_id == season.dossier_id(CELL))).all()
        assert sorted(kept) == numbers


def test_a_vote_that_was_recorded_in_an_older_format_is_issued_by_a_newer_program(season):
    season.open()
    season.submit(CELL)
    season.review(CELL)
    decision_id = season.vote_on("HU-A")
    before = older(season)

    season.issue("HU-A", decision_id, "01-QĐ/ĐU")

    with season.reading() as session:
        assert stored(session)["revision"] == before["revision"]
        assert session.scalars(select(DecisionItem.outcome)).all() == ["GOOD"]


def test_a_change_after_a_vote_of_an_older_format_is_still_seen(season):
    season.open()
    season.submit(CELL)
    season.review(CELL)
    decision_id = season.vote_on("HU-A")
    older(season)
    with season.writing() as session:
        session.execute(text("UPDATE score SET words = words || ' Thêm một chữ.'"))

    with pytest.raises(Refused) as refusal:
        season.issue("HU-A", decision_id, "01-QĐ/ĐU")

    assert [reason.code for reason in refusal.value.reasons] == ["changed_since_vote"]
    with season.writing() as session:
        session.execute(text("UPDATE score SET words = replace(words, ' Thêm một chữ.', '')"))


def test_a_changed_dossier_is_frozen_anew_in_the_newest_format(season):
    season.open()
    season.submit(CELL)
    older(season)

    with Session(season.engine) as session:
        session.execute(text("UPDATE score SET words = words || ' Thêm một chữ.'"))
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        newer = revisions.freeze(session, dossier, season.now)
        session.flush()
        numbers = [json.loads(revision.content).get("format", 1) for revision in dossier.revisions]
        session.rollback()

    assert (newer.number, numbers) == (2, [1, 3])


def test_the_page_of_a_campaign_of_a_format_to_come_says_which_number_it_cannot_read(season):
    season.open()
    with season.writing() as session:
        before = session.execute(text("SELECT programme_json FROM campaign")).scalar_one()
        session.execute(text("UPDATE campaign SET programme_json = '{\"format\": 99}'"))

    answer = season.client(season.secretary(CELL)).get(f"/dossiers/{season.dossier_id(CELL)}")

    with season.writing() as session:
        session.execute(text("UPDATE campaign SET programme_json = :text"), {"text": before})
    assert answer.status_code == 500
    assert "(nội dung lưu theo định dạng số 99, bản đang chạy chỉ đọc được" in text_of(answer.text)
    assert "chỉ đọc được định dạng số 1, 2" in text_of(answer.text)


def test_a_paper_of_a_format_to_come_is_named_and_does_not_stop_the_others(season, tmp_path):
    paper_id = commend(season)
    with Session(season.engine) as session:
        before = session.execute(text("SELECT facts FROM commendation")).scalar_one()
    _put_facts(season, '{"format": 99}')

    run = printing.print_all(season.writing, season.store, tmp_path, [paper_id], now=season.now)

    _put_facts(season, before if isinstance(before, str) else json.dumps(before))
    assert run.paths == []
    assert str(run.failures[paper_id]) == "facts of format 99; this version reads 1, 2"


def _put_facts(season, facts: str) -> None:
    with season.writing() as session:
        session.execute(text("UPDATE commendation SET facts = :facts"), {"facts": facts})
