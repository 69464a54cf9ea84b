"""The times of steps: until when one can be taken back, and their order, whatever the server's clock does."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from grading.models import Event, Move
from grading.services.dossiers import dossiers
from tests.integration.pages import text_of


def test_a_move_after_the_clock_was_put_back_is_not_earlier_than_the_move_before(season):
    season.open()
    season.submit("HU-A-01")

    with season.with_dossier(season.reviewer("HU-A-01"), "HU-A-01") as (session, actor, dossier):
        put_back = replace(actor, now=actor.now - timedelta(hours=3))
        criterion = dossier.programme.criteria[0].key
        dossiers.take_step(session, put_back, dossier, "send_back", note="Bổ sung.", criteria=[criterion])

    with season.reading() as session:
        times = session.scalars(select(Move.at).order_by(Move.number)).all()
        lines = session.scalars(select(Event.at).where(Event.subject_kind == "dossier").order_by(Event.number)).all()
    assert (len(times), times[1]) == (2, times[0])
    assert lines == sorted(lines)


def test_the_page_says_how_long_a_sent_dossier_can_be_taken_back(season):
    season.open()
    url = f"/dossiers/{season.dossier_id('HU-A-01')}"
    season.submit("HU-A-01")
    client = season.client(season.secretary("HU-A-01"))
    hint = "Lấy lại được cho đến khi Đảng ủy xã bắt đầu đánh giá hoặc nhận bản giấy."

    words_before = text_of(client.get(url).text)
    season.review("HU-A-01")

    assert hint in words_before
    assert hint not in text_of(client.get(url).text)
