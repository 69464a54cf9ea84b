"""The quotas of members: the cell is warned and goes on, the committee is refused or gives a reason."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from grading.models import EventWords
from grading.rules.programmes.parts.members import Exceeding, MembersQuota, Within
from grading.rules.programmes.parts.quota import Rounding
from grading.services.ground.errors import Refused
from grading.services.members.members_decided import RowsRefused
from tests.integration.members.members import FEWER, PROPOSED, campaign_id, decide, rows, two_sent
from tests.integration.pages import hidden_fields, text_of

FIFTH = MembersQuota(
    key="fifth", of="members_excellent", pct=2000, base=("members_good",), rounding=Rounding.floor,
    within=Within.base_organisation, exceeding=Exceeding.refused,
)  # fmt: skip


def opened_with(season, **changed):
    """Sends the dossiers of two cells of a campaign that limits members so."""
    shipped = season.programme("demo-giong-rieng-r2019")
    rule = replace(shipped.members_decided, quotas=(replace(FIFTH, **changed),))
    season.programme = lambda _name: replace(shipped, members_decided=rule)
    return two_sent(season)


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_the_cell_is_warned_by_its_own_counts_and_still_sends(season):
    opened_with(season)

    client = season.client(season.secretary("HU-A-03"))
    url = f"/dossiers/{season.dossier_id('HU-A-03')}/members"
    boxes = {"members_official": "11", "members_probationary": "0", "members_rated": "11", "members_excellent": "2",
             "members_good": "8", "members_completed": "1", "members_not_completed": "0"}  # fmt: skip
    reply = client.post(url, data=hidden_fields(client.get(url).text) | boxes)

    assert reply.status_code == 303
    words = text_of(client.get(url).text)
    assert "Đảng viên hoàn thành xuất sắc nhiệm vụ: 2; tính riêng chi bộ thì tối đa 1, vượt 1." in words
    assert "tính riêng chi bộ thì tối đa 1" in text_of(client.get(url.replace("members", "check")).text)


def test_counts_above_the_quota_of_the_organisation_are_refused_and_nothing_is_kept(season):
    opened_with(season)

    with pytest.raises(Refused) as refusal:
        decide(season, {"HU-A-01": (3, 7, 1, 0), "HU-A-02": (1, 9, 1, 0)})

    (reason,) = refusal.value.reasons
    assert reason.code == "members_over_refused"
    assert (reason.params["used"], reason.params["max"], reason.params["over"]) == (4, 3, 1)
    assert [row.decided for row in rows(season).values()] == [None, None]


def test_one_cell_above_its_share_passes_where_the_others_make_up_for_it(season):
    opened_with(season)

    assert decide(season, {"HU-A-01": PROPOSED}) == 1
    assert decide(season, {"HU-A-02": FEWER}) == 1


def test_the_last_cell_cannot_exceed_what_is_left(season):
    opened_with(season)
    decide(season, {"HU-A-01": PROPOSED})

    with pytest.raises(Refused) as refusal:
        decide(season, {"HU-A-02": PROPOSED})

    assert codes(refusal) == ["members_over_refused"]


def test_a_quota_within_each_cell_is_refused_at_its_row(season):
    opened_with(season, within=Within.unit)

    with pytest.raises(RowsRefused) as refusal:
        decide(season, {"HU-A-01": PROPOSED, "HU-A-02": FEWER})

    assert {key: [each.code for each in found] for key, found in refusal.value.rows.items()} == {
        season.dossier_id("HU-A-01"): ["members_over_refused"]
    }


def test_the_page_asks_for_a_reason_and_keeps_it_in_the_record(season):
    opened_with(season, within=Within.unit, exceeding=Exceeding.with_reason)
    client = season.client(season.reviewer("HU-A-01"))
    url = f"/campaigns/{campaign_id(season)}/members-decided"
    hidden = hidden_fields(client.get(url).text)
    names = ("members_excellent", "members_good", "members_completed", "members_not_completed")
    typed = {f"{key}-{season.dossier_id('HU-A-01')}": str(number) for key, number in zip(names, PROPOSED, strict=True)}

    refused = client.post(url, data=hidden | typed | {"do": "save"})
    kept = client.post(url, data=hidden | typed | {"do": "save", "quota_reason": "Có thành tích nổi bật."})

    assert (refused.status_code, kept.status_code) == (422, 303)
    assert "trong chi bộ: 2, tối đa 1, vượt 1. Mời giảm bớt, hoặc nêu lý do rồi lưu lại." in text_of(refused.text)
    with season.reading() as session:
        newest = session.scalars(select(EventWords).order_by(EventWords.event_id.desc())).first()
    assert "Có thành tích nổi bật." in newest.content


def test_the_page_shows_what_is_used_of_the_quota_of_the_organisation(season):
    opened_with(season)
    decide(season, {"HU-A-01": FEWER})
    client = season.client(season.reviewer("HU-A-01"))

    words = text_of(client.get(f"/campaigns/{campaign_id(season)}/members-decided").text)

    assert "Toàn tổ chức cơ sở đảng, Đảng viên hoàn thành xuất sắc nhiệm vụ: đã ghi 1, tối đa 3 (trên 17)." in words


def test_a_quota_that_is_not_filled_in_stops_nothing(season):
    opened_with(season, rounding=None)

    assert decide(season, {"HU-A-01": PROPOSED, "HU-A-02": PROPOSED}) == 2
