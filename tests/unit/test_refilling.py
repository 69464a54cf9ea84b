"""Typed texts come back into the boxes of a form, and nothing else of the page changes."""

import pytest

from grading.web.shell.refilling import refill

PAGE = """<main>
<h1>Nhóm I</h1>
<form method="post" action="/groups/1"><input type="hidden" name="csrf_token" value="new"><input type="hidden" name="version-a" value="3">
<input type="radio" name="grade-a" id="g1" value="excellent" checked><label for="g1">Xuất sắc</label>
<input type="radio" name="grade-a" id="g2" value="good"><label for="g2">Tốt</label>
<textarea name="words-a" id="w">
4 buổi &amp; 2 kỳ</textarea>
<input name="count" value="7"><input type="checkbox" name="keep" value="1" checked>
<select name="level"><option value="">-</option><option value="A" selected>A</option><option value="B">B</option></select>
<input type="file" name="file-a"><input type="password" name="old"></form>
<form method="post" action="/files"><input type="hidden" name="criterion" value="a"><input name="note" value=""></form>
<form method="post" action="/files"><input type="hidden" name="criterion" value="b"><input name="note" value=""></form>
<input name="count" value="7">
</main>"""  # noqa: E501
SAME = [("csrf_token", "old"), ("version-a", "3"), ("grade-a", "excellent"), ("words-a", "4 buổi & 2 kỳ"),
        ("count", "7"), ("keep", "1"), ("level", "A")]  # fmt: skip


def filled(typed: list[tuple[str, str]], action: str = "/groups/1") -> str | None:
    return refill(PAGE, action, typed, address="/groups/1", above="<p>Chưa lưu.</p>")


def changed(**typed: str | None) -> str:
    """Returns the page after the first form was sent with these other values; None: without this box."""
    pairs = [(name, typed.get(name.replace("-", "_"), value)) for name, value in SAME]
    page = filled([(name, value) for name, value in pairs if value is not None])
    assert page is not None
    return page


def test_a_form_that_holds_what_was_typed_leaves_the_page_as_it_is() -> None:
    assert filled(SAME) == PAGE


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ({"grade_a": "good"}, '<input type="radio" name="grade-a" id="g2" value="good" checked>'),
        ({"grade_a": "good"}, '<input type="radio" name="grade-a" id="g1" value="excellent"><label'),
        ({"words_a": "18/18\r\n</textarea><b>"}, '\n18/18\r\n&lt;/textarea&gt;&lt;b&gt;</textarea>'),
        ({"count": '"><script>'}, '<input name="count" value="&quot;&gt;&lt;script&gt;"><input type="checkbox"'),
        ({"keep": None}, '<input type="checkbox" name="keep" value="1">'),
        ({"level": "B"}, '<option value="A">A</option><option value="B" selected>B</option>'),
        ({"version_a": "2"}, '<input type="hidden" name="version-a" value="2">'),
        ({"count": "8"}, '<input type="hidden" name="csrf_token" value="new">'),
        ({"count": "8"}, '<p>Chưa lưu.</p><h1>Nhóm I</h1>'),
        ({"count": "8"}, '<form method="post" action="/groups/1" data-unsaved data-address="/groups/1">'),
    ],
)  # fmt: skip
def test_each_kind_of_box_takes_what_was_typed(typed: dict[str, str | None], part: str) -> None:
    assert part in changed(**typed)


def test_a_box_outside_the_form_keeps_its_value() -> None:
    assert '</form>\n<input name="count" value="7">\n</main>' in changed(count="8")


def test_of_two_forms_with_one_address_the_one_about_the_same_thing_is_filled() -> None:
    page = filled([("criterion", "b"), ("note", "Kỳ 3")], action="/files")

    assert page is not None
    assert '<input type="hidden" name="criterion" value="b"><input name="note" value="Kỳ 3">' in page
    assert '<input type="hidden" name="criterion" value="a"><input name="note" value="">' in page


def test_a_search_with_the_address_of_the_form_is_passed_over() -> None:
    search = '<form action="/groups/1" role="search"><input name="q" value=""></form>'

    page = refill(search + PAGE, "/groups/1", [*SAME, ("q", "x")], address="/groups/1", above="")

    assert page == search + PAGE


def test_a_page_with_only_a_search_at_the_address_has_no_such_form() -> None:
    search = '<h1>Đợt</h1><form action="/units" role="search"><input name="reason" value=""></form>'

    assert refill(search, "/units", [("reason", "QĐ 12")], address="/units", above="") is None


def test_a_form_says_on_which_page_it_stands_when_its_texts_are_put_back() -> None:
    assert '<input type="hidden" name="stands_on" value="/groups/1">' in changed(count="8")


def test_a_form_that_the_page_does_not_have_is_not_filled() -> None:
    assert filled(SAME, action="/elsewhere") is None
