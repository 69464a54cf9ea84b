"""What was returned although it was right is sent again as it was, with a reason that the reviewer reads."""

import pytest

from grading.models import Done, Dossier
from grading.services.dossiers import keeping
from grading.services.ground.errors import Refused
from grading.services.record import reading
from tests.integration.pages import hidden_fields, text_of
from workflows import State, StepRefused

CELL = "HU-A-01"
REASON = "Số kỳ sinh hoạt đã đúng với sổ nghị quyết."


@pytest.fixture
def returned(season):
    season.open()
    season.submit(CELL)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Xem lại I.1.", criteria=("ideology", "ballot"))
    return season


def keep(season, login=None, **reasons):
    with season.with_dossier(login or season.secretary(CELL), CELL) as (session, actor, dossier):
        keeping.keep(session, actor, dossier, reasons, seen_version=dossier.version)


def send(season):
    season.step(CELL, "submit", season.secretary(CELL))


def missing(season):
    with pytest.raises(StepRefused) as refusal:
        send(season)
    return [reason.params["list"] for reason in refusal.value.reasons if reason.code == "not_completed"]


def test_what_is_kept_with_a_reason_is_sent_again_unchanged(returned):
    keep(returned, ideology=REASON)
    open_ = missing(returned)
    keep(returned, ballot="Biên bản kiểm phiếu đã đúng.")

    send(returned)

    assert open_ == [("ballot",)]
    assert returned.state(CELL) is State.commune_review


def test_an_empty_reason_takes_it_back(returned):
    keep(returned, ideology=REASON, ballot=REASON)

    keep(returned, ideology=" ")

    assert missing(returned) == [("I.1",)]


def test_only_what_the_return_names_is_kept(returned):
    with pytest.raises(Refused) as refusal:
        keep(returned, inspection=REASON)

    assert [reason.code for reason in refusal.value.reasons] == ["criteria_locked"]


def test_the_page_asks_for_each_reason_and_the_reviewer_reads_it_beside_the_remark(returned):
    client, url = returned.client(returned.secretary(CELL)), f"/dossiers/{returned.dossier_id(CELL)}"
    linked = client.get(url).text
    page = client.get(f"{url}/kept").text
    boxes = hidden_fields(page) | {"reason-ideology": REASON, "reason-ballot": "Đã đúng."}

    reply = client.post(f"{url}/kept", data=boxes)
    before = returned.client(returned.reviewer(CELL)).get(url).text
    send(returned)

    assert f'href="{url}/kept"' in linked
    assert reply.status_code == 303
    assert REASON not in before
    words = text_of(returned.client(returned.reviewer(CELL)).get(url).text)
    assert f"Tiêu chí I.1: chi bộ giữ nguyên, lý do {REASON}" in words


def test_keeping_is_work_of_the_cell_and_stands_in_the_record(returned):
    keep(returned, ideology=REASON)

    with returned.reading() as session:
        line = reading.of_subject(session, session.get_one(Dossier, returned.dossier_id(CELL)))[0]

    assert (line.done, line.words.reason, line.words.details) == (
        Done.kept_as_sent,
        REASON,
        {"criteria": ["ideology"]},
    )


def test_a_new_return_asks_again(returned):
    keep(returned, ideology=REASON, ballot=REASON)
    send(returned)

    returned.step(CELL, "send_back", returned.reviewer(CELL), note="Vẫn cần sửa.", criteria=("ideology",))

    assert missing(returned) == [("I.1",)]


def test_each_sending_has_a_receipt_of_its_own_although_nothing_changed(returned):
    url = f"/dossiers/{returned.dossier_id(CELL)}"
    keep(returned, ideology=REASON, ballot=REASON)

    send(returned)

    assert "Mã biên nhận: HU-A-01-2022-2 ." in text_of(returned.client(returned.secretary(CELL)).get(url).text)
