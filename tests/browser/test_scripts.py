"""The small script saves work while a person types, and counts the quota while a person chooses levels."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WORDS = "12/12 kỳ sinh hoạt đạt yêu cầu."


def open_first_group(me):
    me.sign_in("secretary.hu-a-01")
    me.follow("Bắt đầu hồ sơ")
    me.follow("I. ")
    return me.page.locator("textarea").first, me.page.locator("form[data-autosave] .saved")


def test_typed_text_is_saved_without_pressing_anything(visit, site):
    me = visit()
    box, line = open_first_group(me)

    box.fill(WORDS)
    expect(line).to_contain_text("Đã lưu lúc")
    me.open(me.page.url)

    expect(me.page.locator("textarea").first).to_have_value(WORDS)


def test_pressing_save_after_an_automatic_save_causes_no_conflict(visit, site):
    me = visit()
    box, line = open_first_group(me)
    box.fill(WORDS)
    expect(line).to_contain_text("Đã lưu lúc")

    box.fill(f"{WORDS} Có biên bản.")
    expect(line).not_to_be_empty()
    me.press("Lưu và sang mục sau")

    me.open("/dossiers/1/groups/party_building")
    expect(me.page.locator("textarea").first).to_have_value(f"{WORDS} Có biên bản.")


def test_pressing_save_while_an_automatic_save_is_on_its_way_causes_no_conflict(visit, site):
    me, on_its_way = visit(), []
    box, _line = open_first_group(me)

    def keep_the_answer(route):
        if "x-autosave" in route.request.headers and not on_its_way:
            on_its_way.append((route, route.fetch()))  # the service has stored it, the page does not know yet
        else:
            route.fallback()

    me.page.route("**/groups/*", keep_the_answer)
    box.fill(WORDS)
    while not on_its_way:
        me.page.evaluate("0")
    box.fill(f"{WORDS} Có biên bản.")
    me.page.get_by_role("button", name="Lưu và sang mục sau").click(no_wait_after=True)
    route, answer = on_its_way[0]
    route.fulfill(response=answer)
    expect(me.page.locator("h1")).to_contain_text("Nhóm 2/3")

    me.open("/dossiers/1/groups/party_building")
    expect(me.page.locator("textarea").first).to_have_value(f"{WORDS} Có biên bản.")


def test_text_typed_offline_is_sent_when_the_network_is_back(visit, site):
    me = visit()
    box, line = open_first_group(me)

    me.context.set_offline(True)
    box.fill(WORDS)
    expect(me.page.locator(".dock .net")).to_contain_text("đang mất mạng")
    me.context.set_offline(False)

    expect(line).to_contain_text("Đã lưu lúc")
    me.troubles.clear()  # the browser itself complains about the network
    me.open(me.page.url)
    expect(me.page.locator("textarea").first).to_have_value(WORDS)


@pytest.mark.parametrize("site", ["quota"], indirect=True)
def test_the_quota_counts_while_levels_are_chosen_and_the_server_counts_the_same(visit, site):
    cells = [f"HU-A-{number:02d}" for number in range(1, 6)]
    for cell in cells:
        site.submit(cell)
        site.review(cell)
    me = visit()
    me.sign_in("authority.hu-a")
    me.follow("Hồ sơ chờ")
    me.press("Mở hội nghị")
    table = me.page.locator("table[data-quota]")
    meter = me.page.locator(f"#{table.get_attribute('data-quota')}")
    best = table.locator('input[type="radio"][value="EXCELLENT"]')
    expect(best).to_have_count(5)
    before = meter.inner_text()

    best.nth(0).check()
    one = meter.inner_text()
    best.nth(1).check()
    two = meter.inner_text()

    assert len({before, one, two}) == 3
    expect(meter.locator("[data-quota-beyond]")).to_be_visible()
    expect(table.locator('[data-sum="EXCELLENT"]')).to_have_text("2")
    me.press("Lưu")
    assert me.page.locator(f"#{meter.get_attribute('id')}").inner_text() == two, "the server counts as the page did"


@pytest.mark.parametrize("site", ["quota"], indirect=True)
def test_the_levels_of_an_earlier_decision_of_the_group_are_counted_while_choosing(visit, site):
    for number in range(1, 6):
        site.submit(f"HU-A-{number:02d}")
        site.review(f"HU-A-{number:02d}")
        if number == 4:
            site.decide("HU-A")
    me = visit()
    me.sign_in("authority.hu-a")
    me.follow("Hồ sơ chờ")
    me.press("Mở hội nghị")
    table = me.page.locator("table[data-quota]")
    meter = me.page.locator(f"#{table.get_attribute('data-quota')}")

    table.locator('input[type="radio"][value="EXCELLENT"]').check()

    expect(meter.locator("[data-quota-base]")).to_have_text("5")
    expect(meter.locator("[data-quota-max]")).to_have_text("1")
    expect(meter.locator("[data-quota-within]")).to_be_visible()
