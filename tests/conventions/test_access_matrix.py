"""Every person gets from every address, for every thing in it, the answer that tests/conventions/matrix.py allows."""

import re
from itertools import product

import pytest
from sqlalchemy import true

from grading.services.decisions import finding
from grading.services.dossiers import history
from grading.services.figures import readable
from grading.services.layers import assessments
from grading.services.registrations import registrations
from tests.conventions.addresses import address, words_for
from tests.conventions.asking import asked, rule_of
from tests.conventions.axe import violations
from tests.conventions.files import as_archive, as_pdf, as_workbook
from tests.conventions.headers import PROTECT, unprotected
from tests.conventions.marks import MARKS, leaks, marks_in, text_of
from tests.conventions.markup import faults
from tests.conventions.matrix import GET, POST, sees
from tests.conventions.phone import excess_widths
from tests.conventions.town import OWN, UNPUBLISHED, Town
from tests.conventions.tree import nothing
from workflows import State

SHOWN = {200, 302}
REFUSED = {403, 409}
FORM = {"unit": "", "year": "2022", "rule": "members_sum", "metric": "members", "value": "1", "reason": "vì sao",
        "reported": "1", "computed": "1", "version": "1"}  # fmt: skip
"""Values for the boxes of all forms, so that a form is refused for the person who sends it, not for a missing value."""
LEAKS = (
    (readable, "_DECIDED", frozenset(State), "secretary", "/units/{unit that sent}", ["87.4"]),
    (readable, "TYPED", frozenset(), "reviewer", "/units/{unit}", ["83.4"]),
    (history, "readable_note", lambda move, _roles: move.note, "secretary",
     "/dossiers/{dossier certification}/history", ["dau-trinh-khong-khen"]),
    (assessments, "readable_layers", lambda _actor, dossier, *_who: dossier.assessments, "lead",
     "/dossiers/{title appraisal}?layer=appraiser", ["23.17", "dau-tham-dinh-rieng"]),
    (registrations, "registrations_visible_to", lambda _who: true(), "clerk",
     "/registrations/{registration registered}", ["dau-viec-dang-ky"]),
    (finding, "decisions_visible_to", lambda _who: true(), "clerk", "/decisions/{decision HU voted}",
     ["dau-bieu-quyet"]),
)  # fmt: skip
"""Rules that give away what they keep: who then reads what, and where."""
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]+')
on_one_database = pytest.mark.parametrize("town_url", ["sqlite"], indirect=True, scope="module")
"""Runs a test on SQLite only: the code of access is the same on both databases. Pages are opened on both, because their
queries are not the same."""
pytestmark = pytest.mark.usefixtures("untouched")


def alike(town: Town, actor: str, page: str) -> str:
    """Returns the page without its token and login, so that two people who see the same page give the same text."""
    return TOKEN.sub(r"\1a-token", page).replace(town.logins[actor], "nguoi")


@pytest.mark.parametrize("endpoint", GET)
def test_a_page_is_shown_only_to_people_of_the_matrix_and_is_sound_and_protected(town, endpoint):
    wrong = []
    for standing, path, able, actors in asked(town, "GET", endpoint, GET[endpoint]):
        for actor in actors:
            expected = SHOWN if actor in able else REFUSED if actor in sees(standing) else {404}
            answer = town.client(actor).get(path)
            if answer.status_code not in expected:
                wrong.append(f"{actor}: {path} ({standing or 'page'}) is {answer.status_code}, not {sorted(expected)}")
            if answer.headers["Cache-Control"] != "no-store":
                wrong.append(f"{actor}: {path} may be cached")
            wrong += [f"{actor}: {path}: {fault}" for fault in (*unprotected(answer), *leaks(actor, answer))]
            if actor in OWN and answer.status_code == 200 and answer.mimetype == "text/html":
                wrong += [f"{actor}: {path}: {fault}" for fault in faults(alike(town, actor, answer.text), "vi")]

    nothing(wrong, f"who may see it is decided in matrix.py; mend the view or the template; for headers: {PROTECT}")


@on_one_database
@pytest.mark.parametrize("endpoint", GET)
def test_every_page_is_sound_in_english_too(town, endpoint):
    wrong = []
    for _standing, path, able, actors in asked(town, "GET", endpoint, GET[endpoint]):
        for actor in [actor for actor in actors if actor in able & set(OWN)][:2]:
            answer = town.client(actor, "en").get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                found = [*faults(alike(town, actor, answer.text), "en"), *leaks(actor, answer)]
                wrong += [f"{actor}: {path}: {fault}" for fault in found]

    nothing(wrong, "mend the template or its macro")


@on_one_database
@pytest.mark.parametrize("endpoint", POST)
def test_a_form_from_a_person_who_may_not_send_it_is_refused_and_changes_nothing(town, endpoint):
    wrong, form = [], FORM | {"unit": str(town.units["HU-A"])}
    for standing, path, able, actors in asked(town, "POST", endpoint, POST[endpoint]):
        for actor in (actor for actor in actors if actor not in able):
            expected = REFUSED if actor in sees(standing) else {404}
            answer = town.client(actor).post(path, data=form)
            if answer.status_code not in expected:
                wrong.append(f"{actor}: {path} ({standing or 'page'}) is {answer.status_code}, not {sorted(expected)}")
            wrong += [f"{actor}: {path}: {fault}" for fault in leaks(actor, answer)]

    nothing(wrong, "get the thing from the scoped service (404), then ask the table who may do this (403, 409)")


@pytest.mark.browser
@on_one_database
def test_no_page_scrolls_sideways_on_a_phone_when_a_long_link_stands_in_every_text(shown, blank):
    wide = [f"{path} is {more} px too wide" for path, page in shown for more in excess_widths(blank, page) if more]

    nothing(wide, "let it shrink: min-width:0 in a grid, .scroll around a table, overflow-wrap in look.css")


@pytest.mark.browser
@on_one_database
def test_a_page_that_is_too_wide_for_a_phone_is_noticed(town, blank):
    rigid = "<head></head><main><p class='votes'>12</p></main>"

    assert all(more > 0 for more in excess_widths(blank, rigid))


@pytest.mark.browser
@on_one_database
def test_axe_finds_nothing_that_hinders_a_reader(shown, reader):
    samples = dict(shown)["/samples"]

    wrong = [f"{path}: {found}" for path, page in shown for found in violations(reader, page)]
    wrong += [f"/samples: {found}" for found in violations(reader, samples, contrast=True)]

    nothing(wrong, "mend the macro of templates/shell/, or the colour in look.css")


@pytest.mark.browser
@on_one_database
def test_what_hinders_a_reader_is_noticed(shown, reader):
    page = dict(shown)["/samples"].replace("</main>", "<input><p style='color:#bbb'>Mờ</p></main>")

    kinds = {found.partition(":")[0] for found in violations(reader, page, contrast=True)}

    assert kinds == {"label", "color-contrast"}


@on_one_database
def test_each_marked_value_stands_where_its_readers_look(town):
    groups = {"group": town.groups["dossier draft"]}
    looked = {
        name: (mark.reader in mark.readers, town.client(mark.reader).get(mark.page.format(**town.ids, **groups)))
        for name, mark in MARKS.items()
        if mark.readers
    }

    missing = [name for name, (may, page) in looked.items() if not may or name not in marks_in(page)]

    nothing(missing, "say in marks.py where a reader finds it, or plant it where it stands on a page")


@on_one_database
@pytest.mark.parametrize(("module", "name", "leaky", "actor", "page", "told"), LEAKS, ids=[leak[1] for leak in LEAKS])
def test_a_leak_is_caught(town, monkeypatch, module, name, leaky, actor, page, told):
    monkeypatch.setattr(module, name, leaky)

    answer = town.client(actor).get(page.format(**town.ids))

    assert list(leaks(actor, answer)) == [f"tells “{mark}”" for mark in told]


@on_one_database
@pytest.mark.parametrize(
    ("page", "mark"),
    [
        ("/programmes", UNPUBLISHED),
        ("/units", "dau-tra-loi"),
        ("/campaigns/{campaign rating}/review", "dau-tra-loi"),
        ("/campaigns/{campaign rating}/appraisal", "dau-tang-xa"),
    ],
)
def test_a_search_finds_nothing_by_words_that_the_reader_may_not_read(town, page, mark):
    readers = [actor for actor in OWN if actor not in MARKS[mark].readers]
    asked_for, other = ({"q": words} for words in (mark, "khong-co-o-dau"))

    found = {}
    for actor in readers:
        pages = [town.client(actor).get(page.format(**town.ids), query_string=query) for query in (asked_for, other)]
        found[actor] = len({alike(town, actor, each.text).replace(mark, "khong-co-o-dau") for each in pages})

    assert set(found.values()) == {1}, found


@on_one_database
def test_a_file_that_was_removed_before_sending_is_shown_to_nobody_above(town):
    address = f"/dossiers/{town.ids['dossier commune_review']}/evidence?removed={town.ids['dau-tep-bo-truoc-khi-gui']}"

    page = town.client("reviewer").get(address)

    assert "dau-tep-da-gui.pdf" in page.text
    assert list(leaks("reviewer", page)) == []


@pytest.mark.parametrize("wrap", [as_workbook, as_archive, as_pdf])
def test_a_leak_inside_a_file_is_caught(wrap):
    assert "dau-tang-xa" in text_of(wrap("dau-tang-xa"))


@pytest.mark.parametrize("endpoint", ["campaigns.review", "campaigns.figures", "decisions.edit"])
def test_a_unit_named_in_the_query_does_not_widen_what_is_seen(town, endpoint):
    other = town.units["HU-B"]
    path = address(rule_of(town, "GET", endpoint), {"campaign_id": town.ids["campaign rating"]})

    statuses = {actor: town.client(actor).get(f"{path}?unit={other}").status_code for actor in ("reviewer", "commune")}

    assert set(statuses.values()) <= {403, 404}, statuses


def test_numbers_that_no_row_has_are_not_found(town):
    wrong = []
    for endpoint, number in product(GET, (0, 99_999, 2**31 - 1, 2**31, 10**30)):
        rule = rule_of(town, "GET", endpoint)
        ids = [name for name in rule.arguments if name.endswith("_id")]
        if not ids:
            continue
        words = next(words_for(rule))
        path = str(rule)
        for name, value in (dict.fromkeys(rule.arguments, number) | words).items():
            path = path.replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
        path = path.replace("<any(report, ballot, minutes):kind>", "report")
        status = town.client("admin").get(path).status_code
        if status != 404:
            wrong.append(f"{path}: {status}")

    nothing(wrong, "load it through the service, which raises NoResultFound")
