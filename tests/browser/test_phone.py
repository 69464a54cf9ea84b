"""On a phone the commune's queue is ticked and sorted like on a desk, and the focus stays in sight."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
HIDDEN_STOPS = """() => [...document.querySelectorAll("thead :is(a, input)")].filter((stop) => {
  const box = stop.getBoundingClientRect(), top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return stop.checkVisibility() && !(top && (top === stop || stop.contains(top) || top.contains(stop)));
}).map((stop) => stop.outerHTML)"""  # noqa: E501


@pytest.fixture
def queue(visit, site):
    """The queue of two dossiers on the phone of the commune's reviewer."""
    site.submit("HU-A-01")
    site.submit("HU-A-02")
    me = visit(width=360)
    me.sign_in("reviewer.hu-a")
    me.open("/campaigns/1/review")
    return me


def test_a_reviewer_ticks_all_dossiers_and_sorts_them_on_a_phone(queue):
    queue.page.get_by_text("Chọn tất cả", exact=True).click()
    ticked = queue.page.locator('[name="picked"]:checked').count()
    queue.page.on("dialog", lambda dialog: dialog.accept())
    queue.follow("Trạng thái", within="thead")

    assert ticked == 2
    expect(queue.page.locator("thead [aria-sort=ascending]")).to_have_text("Trạng thái")


def test_no_stop_of_the_tab_key_is_out_of_sight(queue):
    queue.page.locator("thead").scroll_into_view_if_needed()

    assert queue.page.evaluate(HIDDEN_STOPS) == []
