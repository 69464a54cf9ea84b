"""A dossier whose unit changed is seen where its reviewing body works: at its desk and in its queue."""

import pytest

from tests.reading import words_of
from tests.reorganising import CELL, OTHER, answered, merged, task_page
from tests.season import Season


@pytest.fixture
def asked(season: Season) -> Season:
    """A campaign in which the second cell merged into the first: its dossier asks what follows."""
    season.open()
    merged(season, CELL, OTHER, into=CELL)
    return season


def page_of(season: Season, address: str):
    return season.client(season.reviewer(OTHER)).get(address)


def test_the_reviewers_desk_counts_the_dossiers_that_ask_and_leads_to_them(asked):
    home = page_of(asked, "/")

    assert "Hồ sơ của tổ chức đã thay đổi 1 hồ sơ" in words_of(home)
    assert "place=unit_changed" in home.text


def test_the_queue_marks_the_row_that_asks_and_shows_it_alone(asked):
    whole, alone = (page_of(asked, f"/campaigns/1/review{query}") for query in ("", "?place=unit_changed"))

    assert "1 hồ sơ của tổ chức đã thay đổi, cần xử lý" in whole.text
    assert [page.text.count('scope="row"') for page in (whole, alone)] == [5, 1]
    assert f'<a href="{task_page(asked, OTHER)}"><span class="tag tag--fix">Tổ chức đã thay đổi' in alone.text


@pytest.mark.parametrize("answer", ["go_on", "leave_out"])
def test_what_was_answered_asks_no_more(asked, answer):
    answered(asked, OTHER, answer)

    pages = [page_of(asked, address) for address in ("/", "/campaigns/1/review")]

    assert not any("ổ chức đã thay đổi" in page.text for page in pages)
