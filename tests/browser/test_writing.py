"""What a person types is not lost: by the language, a link, the back button, a dead network, a lost session."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from grading.models import SignIn
from tests.season import PASSWORD

pytestmark = pytest.mark.browser
SECRETARY = "secretary.hu-a-01"
BALLOT, GROUP = "/dossiers/1/ballot", "/dossiers/1/groups/party_building"
WORDS = "12/12 kỳ sinh hoạt đạt yêu cầu."


def opened(visit, address, **how):
    """Returns a secretary with a begun dossier at this page."""
    me = visit(**how)
    me.sign_in(SECRETARY)
    me.follow("Bắt đầu hồ sơ")
    me.open(address)
    return me


def box(me, name):
    return me.page.locator(f'[name="{name}"]')


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without-scripts"])
def test_the_other_language_keeps_the_counts_that_were_typed(visit, site, scripts):
    me = opened(visit, BALLOT, scripts=scripts, width=360)
    me.fill("official", "18")

    me.press("English", within="footer")

    expect(box(me, "official")).to_have_value("18")
    me.reads("What you typed is back on this page; it is not saved.")


def test_a_link_and_the_back_button_ask_before_typed_counts_are_lost(visit, site):
    me, questions = opened(visit, BALLOT), []
    me.fill("official", "18")

    def stay(dialog):
        questions.append(dialog.type)
        dialog.dismiss()

    me.page.on("dialog", stay)
    me.page.locator("nav.nav a").first.click()
    me.page.evaluate("history.back()")
    while len(questions) < 2:
        me.page.evaluate("0")

    assert questions == ["confirm", "beforeunload"]
    expect(box(me, "official")).to_have_value("18")


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
