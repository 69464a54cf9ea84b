"""One dossier goes from draft to commendation through the hands of every role, with JavaScript and without."""

import pytest

from grading.services.invariants import checks
from tests.browser import people
from tests.season import PDF
from workflows import State

pytestmark = pytest.mark.browser
CELL, LOGIN = "HU-A-01", "secretary.moi"


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 320)], ids=["desk", "phone-without-scripts"])
def test_one_dossier_goes_from_draft_to_commendation(visit, site, tmp_path, scripts, width):
    me = visit(scripts=scripts, width=width)
    evidence = tmp_path / "so-lieu.pdf"
    evidence.write_bytes(PDF)

    link = people.administrator_makes_an_account(me, LOGIN, CELL)
    people.secretary_sets_a_password(me, link)
    people.secretary_fills_in_and_sends(me, LOGIN, evidence)
    people.reviewer_reviews(me)
    people.committee_decides(me, "authority.hu-a", "01-QĐ/ĐU")
    people.reviewer_endorses(me)
    site.pass_through(CELL)
    people.appraiser_is_for_the_award(me)
    people.lead_proposes_and_submits(me)
    site.pass_through(CELL)
    people.committee_decides(me, "authority.hu", "001-QĐ/HU", award=True)
    paper = tmp_path / "giay-khen.pdf"
    paper.write_bytes(people.clerk_prints(me))
    people.secretary_finds_the_commendation(me, LOGIN)
    people.inspector_reads(me)
    people.anybody_verifies(me, paper)

    assert site.state(CELL) is State.certified
    with site.reading() as session:
        assert not any(checks.run(session, site.store).values())
