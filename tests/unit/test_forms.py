"""The one kind of form: texts kept as typed, mistakes at their boxes, lines that repeat."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from werkzeug.datastructures import MultiDict

from grading.web.shell.forms import Form
from grading.words import reason_words
from workflows import Reason


class Grade(StrEnum):
    good = "good"
    poor = "poor"


@dataclass(kw_only=True)
class VoteForm(Form):
    places = {"votes_short": "yes-{dossier}", "date_future": "held_on"}


def form_of(**typed: str) -> Form:
    return Form(posted=MultiDict(typed))


def test_a_text_stays_letter_by_letter_as_it_was_typed():
    form = form_of(note="  two  words ")

    assert form.text("note") == "  two  words "
    assert form.typed == {"note": "  two  words "}


def test_a_form_that_trims_drops_the_spaces_around_a_text():
    form = Form(posted=MultiDict({"note": "  two  words "}), trims=True)

    assert form.text("note") == "two  words"
    assert form.typed == {"note": "two  words"}


def test_a_box_that_was_not_sent_is_empty():
    assert form_of().text("note") == ""


def test_what_was_filled_in_stands_before_what_was_sent():
    form = form_of(term="2020")
    form.fill({"term": "2025"})

    assert form.text("term") == "2025"


def test_a_text_of_several_lines_has_one_sign_at_the_end_of_each():
    assert form_of(words="one\r\ntwo").lines("words") == "one\ntwo"


def test_a_number_that_cannot_be_read_is_a_mistake_at_its_box_and_stays_as_typed():
    form = form_of(present="ten")

    assert form.count("present", "A number, please.") is None
    assert form.mistakes == [("present", "A number, please.")]
    assert form.typed == {"present": "ten"}


def test_a_number_over_the_most_is_a_mistake():
    form = form_of(present="1.000")

    assert form.count("present", "Too many.", most=999) is None
    assert form.errors("present") == ["Too many."]


@pytest.mark.parametrize(("needed", "mistakes"), [(False, []), (True, [("present", "A number, please.")])])
def test_an_empty_box_is_a_mistake_only_where_it_is_needed(needed, mistakes):
    form = form_of(present=" ")

    assert form.count("present", "A number, please.", needed=needed) is None
    assert form.mistakes == mistakes


def test_each_reader_returns_what_the_text_means():
    form = form_of(present="2.767", score="27,5", held_on="05/12/2022", grade="good")

    assert form.count("present", "") == 2767
    assert form.points("score", "") == 2750
    assert form.day("held_on", "") == date(2022, 12, 5)
    assert form.choice("grade", Grade, "") is Grade.good
    assert form.mistakes == []


def test_a_choice_that_is_not_offered_is_a_mistake():
    form = form_of(grade="perfect")

    assert form.choice("grade", Grade, "Choose again.") is None
    assert form.mistakes == [("grade", "Choose again.")]


@pytest.mark.parametrize(("sent", "version"), [({"version": "7"}, 7), ({"version": "x"}, 0), ({}, 0)])
def test_without_a_page_that_asked_the_version_is_that_of_nothing(sent, version):
    assert form_of(**sent).version == version


def test_a_checkbox_is_ticked_when_it_was_sent_or_filled_in():
    form = form_of(first="1")
    form.fill({"second": "1"})

    assert [form.ticked(name) for name in ("first", "second", "third")] == [True, True, False]


def test_a_line_that_repeats_reads_its_own_boxes_and_tells_the_whole_form():
    form = Form(posted=MultiDict({"yes-5": "x", "yes-6": "9"}), trims=True)
    fifth, sixth = form.row(Form, 5), form.row(Form, 6)

    assert fifth.count("yes", "A number, please.") is None
    assert sixth.count("yes", "A number, please.") == 9
    assert form.mistakes == [("yes-5", "A number, please.")]
    assert fifth.errors("yes") == ["A number, please."]
    assert sixth.errors("yes") == []
    assert form.typed == {"yes-5": "x", "yes-6": "9"}


def test_each_reason_of_a_refusal_stands_at_the_box_of_its_code():
    form = VoteForm(elsewhere="term")
    reasons = [Reason(code="date_future"), Reason(code="votes_short", params={"dossier": 5}), Reason(code="not_demo")]

    form.refuse(reasons)

    boxes = ["held_on", "yes-5", "term"]
    assert form.mistakes == [(box, reason_words(reason)) for box, reason in zip(boxes, reasons, strict=True)]


def test_the_first_errors_leave_out_what_is_about_the_whole_form():
    form = Form(mistakes=[("term", "first"), ("", "of the whole"), ("term", "second")])

    assert form.first_errors == {"term": "first"}
    assert form.errors("term") == ["first", "second"]
