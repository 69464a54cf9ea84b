"""What a person types is not lost: by the language, a link, the back button, a dead network, a lost session."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from grading.models import SignIn
from tests.browser.conftest import season_served
from tests.season import PASSWORD

pytestmark = pytest.mark.browser
SECRETARY = "secretary.hu-a-01"
BALLOT, GROUP = "/dossiers/1/ballot", "/dossiers/1/groups/party_building"
WORDS = "12/12 kỳ sinh hoạt đạt yêu cầu."


@pytest.fixture(scope="module")
def site(migrated_sqlite, tmp_path_factory):
    """One season for all these tests: none of them hands anything on."""
    with season_served(migrated_sqlite, tmp_path_factory.mktemp("site")) as season:
        yield season


def opened(visit, address, **how):
    """Returns a secretary at this page of the own dossier."""
    me = visit(**how)
    me.sign_in(SECRETARY)
    me.open(address)
    return me


def box(me, name):
    return me.page.locator(f'[name="{name}"]')


def test_on_a_phone_a_group_is_a_few_screens_long_and_its_bar_is_in_sight_wherever_one_types(visit, site):
    me = opened(visit, GROUP, width=360)
    grades, bar = me.page.locator(".seg").first.locator("label"), me.page.locator(".dock")
    screen = me.page.viewport_size["height"]

    rows = {round(label.bounding_box()["y"]) for label in grades.all()}
    lowest = []
    for words in me.page.locator("textarea").all():
        words.focus()
        lowest.append(bar.bounding_box()["y"] + bar.bounding_box()["height"])

    assert len(rows) == 1
    assert len(lowest) == 4
    assert max(lowest) <= screen
    assert me.page.evaluate("document.documentElement.scrollHeight") <= 3.5 * screen


COVERED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), bar = document.querySelector(".dock").getBoundingClientRect();
  return at !== document.body && !at.closest(".dock") && box.top < bar.bottom && box.bottom > bar.top;
}"""  # noqa: E501
TO_THE_EDGE = """box => {
  const bar = document.querySelector(".dock").getBoundingClientRect();
  scrollBy(0, box.getBoundingClientRect().top + box.offsetHeight / 2 - bar.top);
}"""
"""Puts a box so that the bar covers its lower half."""


@pytest.mark.parametrize("height", [640, 500])
def test_on_a_small_phone_the_bar_covers_nothing_that_has_the_focus(visit, site, height):
    me = opened(visit, GROUP, width=360)
    me.page.set_viewport_size({"width": 360, "height": height})
    covered = []

    for _stop in range(25):
        me.page.keyboard.press("Tab")
        covered.append(me.page.evaluate(COVERED))
    for words in me.page.locator("textarea").all():
        words.evaluate(TO_THE_EDGE)
        edge = words.bounding_box()
        me.page.mouse.click(edge["x"] + 60, edge["y"] + 15)
        covered.append(me.page.evaluate(COVERED))

    assert covered == [False] * 29


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without-scripts"])
def test_the_other_language_keeps_the_counts_that_were_typed(visit, site, scripts):
    me = opened(visit, BALLOT, scripts=scripts, width=360)
    me.fill("official", "18")

    me.press("English", within="footer")

    expect(box(me, "official")).to_have_value("18")
    me.reads("What you typed is back on this page; it is not saved.")


def test_a_link_and_the_back_button_ask_before_typed_counts_are_lost(visit, site):
    me = opened(visit, BALLOT)
    me.fill("official", "18")
    me.page.on("dialog", lambda dialog: dialog.dismiss())

    with me.page.expect_event("dialog") as at_the_link:
        me.page.locator("nav.nav a").first.click()
    with me.page.expect_event("dialog") as at_going_back:
        me.page.evaluate("history.back()")

    assert at_the_link.value.message == "Nội dung vừa nhập chưa được lưu. Rời trang này?"
    assert at_going_back.value.type == "beforeunload"
    expect(box(me, "official")).to_have_value("18")


def test_a_link_that_is_tapped_right_after_typing_saves_the_draft_first(visit, site):
    me = opened(visit, GROUP)
    name = me.names("textarea", "words-")[-1]
    me.fill(name, WORDS)

    me.follow("Hồ sơ năm 2022", within="nav.crumbs")

    me.open(GROUP)
    expect(box(me, name)).to_have_value(WORDS)


def test_a_form_that_is_sent_without_network_waits_on_the_page_and_goes_out_by_itself(visit, site):
    me = opened(visit, "/dossiers/1/members", width=360)
    me.fill("members_official", "10")
    me.context.set_offline(True)

    me.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(me.page.locator(".dock .net")).to_contain_text("Chưa gửi được: đang mất mạng")
    with me.page.expect_navigation():
        me.context.set_offline(False)

    me.reads("Đã lưu lúc")
    expect(box(me, "members_official")).to_have_value("10")
    assert me.page.evaluate("localStorage.length + sessionStorage.length") == 0


def with_a_hanging_autosave(me):
    """Takes the saves of the page and never answers; what the page waits for ten seconds ends after a moment."""
    me.page.evaluate("AbortSignal.timeout = (wait => () => wait.call(AbortSignal, 300))(AbortSignal.timeout)")
    me.page.route(f"**{GROUP}", lambda route: "x-autosave" in route.request.headers or route.continue_())


def test_the_button_goes_on_when_the_network_never_answers_the_save_before_it(visit, site):
    me = opened(visit, GROUP)
    with_a_hanging_autosave(me)
    with me.page.expect_request(lambda request: "x-autosave" in request.headers):
        me.fill("words-ideology", WORDS)

    me.page.get_by_role("button", name="Lưu", exact=True).click()

    me.reads("Đã lưu lúc")


def test_a_link_asks_when_the_network_never_answers_the_save_before_it(visit, site):
    me = opened(visit, GROUP)
    with_a_hanging_autosave(me)
    me.fill("words-ideology", WORDS + " Thêm.")

    with me.page.expect_event("dialog") as asked:
        me.page.locator("nav.crumbs a").first.click()

    assert asked.value.message == "Nội dung vừa nhập chưa được lưu. Rời trang này?"
    asked.value.dismiss()
    expect(me.page.locator(".net")).to_contain_text("Chưa gửi được")


def test_after_a_lost_session_the_boxes_come_back_and_are_saved_in_one_act(visit, site):
    me = opened(visit, GROUP, width=360)
    with site.writing() as session:
        session.execute(delete(SignIn))
    me.pick("grade-ideology", "good")
    me.fill("words-ideology", WORDS)
    me.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(me.page.locator("h1")).to_have_text("Mời đăng nhập lại")
    me.troubles.clear()  # the browser itself complains about the refused form

    me.fill("login", SECRETARY)
    me.fill("password", PASSWORD)
    me.press("Đăng nhập")
    me.reads("Nội dung vừa nhập đã đặt lại vào trang này, chưa lưu.")
    expect(me.page).to_have_url(f"{site.url}{GROUP}")
    me.press("Lưu và sang mục sau")

    me.open(GROUP)
    expect(box(me, "words-ideology")).to_have_value(WORDS)
    expect(me.page.locator('[name="grade-ideology"][value="good"]')).to_be_checked()
