"""The page on which a campaign is opened: what it shows before, what it refuses, and the roster that it freezes."""

from datetime import date

import pytest
from sqlalchemy import select

from grading.models import Campaign, Dossier, NotRated, UnitKind, UnitPeriod
from tests import issuing
from tests.conventions.markup import faults
from tests.integration.pages import box, hidden_fields, text_of
from tests.seats import get
from workflows import Role, Tier

CHOSEN = {
    "programme": f"{issuing.KEY}@1", "year": "2022", "part": "", "authority": "HU", "opens_on": "01/12/2022",
    "submit_by": "20/12/2022", "as_of": "", "code": "",
}  # fmt: skip


@pytest.fixture
def database_kind() -> str:
    """The page asks nothing that the two databases answer differently."""
    return "sqlite"


@pytest.fixture
def issued(season):
    issuing.published(season)
    return season


def looked(client, **typed):
    """Returns the page after the choices were sent, and all fields as a browser would send them back."""
    page = client.post("/campaigns/new", data=CHOSEN | typed | {"do": "look"}).text
    hidden = hidden_fields(page)
    ticked = {f"in-{name.removeprefix('seen-')}": "1" for name in hidden if name.startswith("seen-")}
    return page, CHOSEN | {"code": box(page, "code")} | hidden | ticked | typed


def opened(season):
    with season.reading() as session:
        return session.scalars(select(Campaign)).one_or_none()


def unit_id(season, code):
    with season.reading() as session:
        return get(session, code).id


def test_a_campaign_is_opened_with_the_roster_that_was_looked_through(issued):
    client = issued.client(issued.who(Role.admin))
    page, fields = looked(client)
    left_out = unit_id(issued, "HU-A-05")
    fields.pop(f"in-{left_out}")

    answer = client.post("/campaigns/new", data=fields | {f"reason-{left_out}": "Đang kiện toàn", "do": "open"})

    assert faults(page, "vi") == []
    assert "4. Danh sách tổ chức đảng (8)" in text_of(page)
    assert answer.status_code == 303
    campaign = opened(issued)
    assert (campaign.code, campaign.submit_by, campaign.tier) == ("XL-2022-HU", date(2022, 12, 20), Tier.three_tier)
    assert campaign.programme_version_id is not None
    with issued.reading() as session:
        assert len(session.scalars(select(Dossier)).all()) == 7
        (row,) = session.scalars(select(NotRated))
        assert (row.unit_id, row.reason) == (left_out, "Đang kiện toàn")
    assert "Đã mở đợt XL-2022-HU cho 7 tổ chức đảng." in text_of(client.get(answer.location).text)


def test_a_look_at_the_roster_opens_nothing(issued):
    client = issued.client(issued.who(Role.admin))
    _page, fields = looked(client)

    client.post("/campaigns/new", data=fields | {"do": "look"})

    assert opened(issued) is None


def test_a_unit_is_left_out_only_with_a_reason(issued):
    client = issued.client(issued.who(Role.admin))
    _page, fields = looked(client)
    left_out = unit_id(issued, "HU-A-05")
    fields.pop(f"in-{left_out}")

    again = client.post("/campaigns/new", data=fields | {"do": "look"})
    forced = client.post("/campaigns/new", data=fields | {"do": "open"})

    sentence = "Chưa ghi lý do không đưa Chi bộ 05 xã Mẫu A vào đợt."
    assert sentence in text_of(again.text)
    assert 'value="open"' not in again.text
    assert (forced.status_code, f'<a href="#reason-{left_out}">{sentence}' in forced.text) == (422, True)
    assert opened(issued) is None


def test_units_of_another_campaign_are_named_and_left_to_it(issued):
    issued.open(commune_codes=("HU-B",))
    client = issued.client(issued.who(Role.admin))
    page, fields = looked(client)

    answer = client.post("/campaigns/new", data=fields | {"do": "open"})

    assert "3 tổ chức đảng đã có trong đợt rating" in text_of(page)
    assert "Thuộc đợt khác 3 tổ chức đảng" in text_of(page)
    assert answer.status_code == 303
    with issued.reading() as session:
        campaign = session.scalars(select(Campaign).where(Campaign.code == "XL-2022-HU")).one()
        own = session.scalars(select(Dossier).where(Dossier.campaign_id == campaign.id)).all()
        assert {dossier.unit.code[:4] for dossier in own} == {"HU-A"}
        assert session.scalars(select(NotRated)).all() == []


def test_a_roster_that_changed_since_it_was_looked_through_is_shown_again(issued):
    client = issued.client(issued.who(Role.admin))
    _page, fields = looked(client)
    issued.make_unit("HU-A-06", UnitKind.cell_subordinate, "Chi bộ 06 xã Mẫu A", parent="HU-A")

    answer = client.post("/campaigns/new", data=fields | {"do": "open"})

    assert answer.status_code == 422
    assert "Danh sách tổ chức đảng đã thay đổi sau khi xem." in text_of(answer.text)
    assert "Chi bộ 06 xã Mẫu A" in text_of(answer.text)
    assert opened(issued) is None


def test_a_unit_younger_than_six_months_is_left_out_at_first_with_that_reason(issued):
    with issued.writing() as session:
        session.scalars(select(UnitPeriod).where(UnitPeriod.unit == get(session, "HU-A-05"))).one().valid_from = date(
            2022, 10, 2
        )

    page, _fields = looked(issued.client(issued.who(Role.admin)))

    young = unit_id(issued, "HU-A-05")
    assert 'value="Thành lập ngày 02/10/2022, chưa đủ 06 tháng" maxlength' in page
    assert f'name="in-{young}" value="1" checked' not in page
    assert "Không đưa vào, có lý do 1 tổ chức đảng" in text_of(page)


@pytest.mark.parametrize(("founded", "is_young"), [(date(2022, 7, 1), False), (date(2022, 7, 2), True)])
def test_what_was_set_up_on_the_first_of_july_is_six_months_old_at_the_end_of_the_year(issued, founded, is_young):
    with issued.writing() as session:
        session.scalars(select(UnitPeriod).where(UnitPeriod.unit == get(session, "HU-A-05"))).one().valid_from = founded

    page, _fields = looked(issued.client(issued.who(Role.admin)))

    assert ("chưa đủ 06 tháng" in page) is is_young


def test_the_secretary_of_the_committee_opens_for_it_and_for_no_other(issued):
    client = issued.client(issued.who(Role.authority_secretary, "HU"))
    offered = client.get("/campaigns").text
    _page, fields = looked(client)

    own = client.post("/campaigns/new", data=fields | {"do": "open"})
    foreign = client.post("/campaigns/new", data=CHOSEN | {"authority": "HU-A"})

    assert 'href="/campaigns/new"' in offered
    assert (own.status_code, foreign.status_code) == (303, 403)
    assert opened(issued).opened_by_id is not None


@pytest.mark.parametrize(
    ("typed", "place", "sentence"),
    [
        ({"programme": ""}, "programme", "Chưa chọn bộ tiêu chí."),
        ({"year": "22"}, "year", "Mời ghi từ 1930 đến 2100."),
        ({"authority": "XX"}, "authority", "Không rõ cấp ủy nào."),
        ({"submit_by": "hôm nào"}, "submit_by", "Ngày chưa đúng."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_box(issued, typed, place, sentence):
    answer = issued.client(issued.who(Role.admin)).post("/campaigns/new", data=CHOSEN | typed)

    assert answer.status_code == 422
    assert f'<a href="#{place}">' in answer.text
    assert sentence in text_of(answer.text)


def test_every_reason_against_opening_is_said_before_at_once(issued):
    issued.open("XL-2022-HU", year=2021)
    client = issued.client(issued.who(Role.admin))

    page = client.post("/campaigns/new", data=CHOSEN | {"opens_on": "25/12/2022", "code": "XL-2022-HU"}).text

    said = text_of(page).partition("Vì sao chưa mở đợt đánh giá mới được?")[2]
    assert "Mã “XL-2022-HU” đã dùng cho một đợt đánh giá khác." in said
    assert "Ngày 20/12/2022 đứng trước ngày 25/12/2022." in said


def test_the_code_that_another_campaign_has_is_proposed_with_the_next_number(issued):
    issued.open("XL-2022-HU")

    page, _fields = looked(issued.client(issued.who(Role.admin)))

    assert box(page, "code") == "XL-2022-HU-2"
