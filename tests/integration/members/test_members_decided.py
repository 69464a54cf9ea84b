"""Decided counts of members' levels are entered beside the proposed counts and kept with them."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Dossier, Figure, Stage
from grading.services.campaigns import campaigns
from grading.services.dossiers import answers, revisions
from grading.services.figures import figures, importing
from grading.services.ground.csv_rows import FileRefused
from grading.services.members import members_decided
from grading.services.members.members_decided import RowsChanged, RowsRefused
from tests.integration.decisions.test_meeting_queries import number_of_queries
from tests.integration.members.members import FEWER, KEYS, PROPOSED, campaign_id, counts, decide, rows, two_sent
from tests.seats import get
from workflows import Layer, Role, State, StepRefused


@pytest.fixture
def reviewed(season):
    return two_sent(season)


def test_decided_counts_stand_beside_the_proposed_counts(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    row = rows(reviewed)["HU-A-01"]
    assert (row.proposed, row.decided, row.differs) == (counts(PROPOSED), counts(FEWER), True)
    assert rows(reviewed)["HU-A-02"].decided is None


def test_a_revision_freezes_the_proposed_and_the_decided_counts(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.reading() as session:
        dossiers = [session.get_one(Dossier, reviewed.dossier_id(cell)) for cell in ("HU-A-01", "HU-A-02")]
        decided, undecided = (revisions.as_it_stands(session, dossier) for dossier in dossiers)
    assert decided.proposed == counts(PROPOSED)
    assert {key: decided.figures[key] for key in KEYS} == counts(FEWER)
    assert undecided.proposed == {}


def test_counts_that_do_not_add_up_are_refused_row_by_row_and_nothing_is_kept(reviewed):
    with pytest.raises(RowsRefused) as refusal:
        decide(reviewed, {"HU-A-01": FEWER, "HU-A-02": (9, 9, 0, 0)})

    wrong_dossier_id = reviewed.dossier_id("HU-A-02")
    assert {key: [reason.code for reason in reasons] for key, reasons in refusal.value.rows.items()} == {
        wrong_dossier_id: ["members_sum"]
    }
    assert rows(reviewed)["HU-A-01"].decided is None


def test_counts_typed_on_an_older_page_are_refused_as_stale(reviewed):
    seen = rows(reviewed)["HU-A-01"].seen
    decide(reviewed, {"HU-A-01": FEWER})

    with pytest.raises(RowsChanged) as refusal:
        decide(reviewed, {"HU-A-01": PROPOSED}, seen=seen)

    assert [reason.code for reason in refusal.value.reasons] == ["stale"]


def test_the_same_counts_again_add_no_row(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    assert decide(reviewed, {"HU-A-01": FEWER}) == 0
    with reviewed.reading() as session:
        decided_figures = session.scalars(select(Figure).where(Figure.stage == Stage.decided)).all()
    assert len(decided_figures) == len(KEYS)


def test_one_button_decides_as_proposed_where_nothing_is_decided_yet(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.acting(reviewed.reviewer("HU-A-01")) as (session, actor):
        campaign, unit = campaigns.find_campaign(session, "rating"), get(session, "HU-A")
        newly_decided, unchanged = members_decided.take_over(session, actor, campaign, unit.id)
        assert (len(newly_decided), unchanged) == (1, 1)
    row_by_cell = rows(reviewed)
    assert (row_by_cell["HU-A-01"].decided, row_by_cell["HU-A-02"].decided) == (counts(FEWER), counts(PROPOSED))
    assert not row_by_cell["HU-A-02"].differs


@pytest.mark.parametrize(("value", "refused"), [(9, ["figure_decided"]), (2, [])])
def test_an_import_does_not_change_decided_counts(reviewed, tmp_path, value, refused):
    decide(reviewed, {"HU-A-01": FEWER})
    path = tmp_path / "figures.csv"
    path.write_text(f"year,unit_code,metric,value\n2022,HU-A-01,members_excellent,{value}\n", encoding="utf-8")

    faults = []
    try:
        with reviewed.writing() as session:
            programme = campaigns.find_campaign(session, "rating").programme
            importing.import_figures(session, command(reviewed.now), path, programme, source="Báo cáo")
    except FileRefused as refusal:
        faults = [(fault.reason.code, fault.line, fault.column) for fault in refusal.faults]

    assert faults == [(code, 2, "value") for code in refused]
    assert rows(reviewed)["HU-A-01"].decided == counts(FEWER)


def test_a_new_proposal_after_a_return_replaces_the_decided_counts(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})
    reviewed.step("HU-A-01", "send_back", reviewed.reviewer("HU-A-01"), note="Xem lại.", criteria=("members",))
    reviewed.count_members("HU-A-01", members_excellent=3, members_good=7)
    reviewed.step("HU-A-01", "submit", reviewed.secretary("HU-A-01"))

    row = rows(reviewed)["HU-A-01"]

    assert (row.proposed, row.decided, row.overtaken) == (counts((3, 7, 1, 0)), None, True)


def test_a_return_that_does_not_name_the_members_keeps_the_decided_counts(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})
    reviewed.step("HU-A-01", "send_back", reviewed.reviewer("HU-A-01"), note="Xem lại.", criteria=("ideology",))
    with reviewed.with_dossier(reviewed.secretary("HU-A-01"), "HU-A-01") as (session, actor, dossier):
        reviewed.change_answer(session, actor, dossier, "ideology", "good")
    reviewed.step("HU-A-01", "submit", reviewed.secretary("HU-A-01"))

    assert rows(reviewed)["HU-A-01"].decided == counts(FEWER)
    with reviewed.reading() as session:
        stored = answers.asked_values(session, session.get_one(Dossier, reviewed.dossier_id("HU-A-01")))
    assert {key: stored[key] for key in KEYS} == counts(PROPOSED)


def test_the_counts_of_a_draft_are_not_shown_before_it_is_sent(reviewed):
    reviewed.count_members("HU-A-03")

    assert list(rows(reviewed)) == ["HU-A-01", "HU-A-02"]


def test_an_import_of_the_same_proposals_keeps_the_decided_counts(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.writing() as session:
        unit_id = get(session, "HU-A-01").id
        figures.report(session, command(reviewed.now), unit_id, 2022, counts(PROPOSED), source="Tệp")

    assert rows(reviewed)["HU-A-01"].decided == counts(FEWER)


def test_one_changed_proposal_replaces_all_decided_counts(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.writing() as session:
        unit_id = get(session, "HU-A-01").id
        figures.report(session, command(reviewed.now), unit_id, 2022, {"members_good": 900}, source="Tệp")

    assert rows(reviewed)["HU-A-01"].decided is None


def test_more_cells_need_no_more_queries(season):
    season.open("rating")
    season.submit("HU-A-01")
    client = season.client(season.reviewer("HU-A-01"))
    url = f"/campaigns/{campaign_id(season)}/members-decided"
    queries_for_one_cell = number_of_queries(season, client, url)

    for cell in ("HU-A-02", "HU-A-03"):
        season.submit(cell)

    assert number_of_queries(season, client, url) == queries_for_one_cell


def test_once_the_commune_has_issued_its_decision_the_counts_are_closed(season):
    season.open("rating")
    season.submit("HU-A-01")
    season.review("HU-A-01")
    season.decide("HU-A")

    with pytest.raises(RowsRefused) as refusal:
        decide(season, {"HU-A-01": FEWER})

    assert [reason.code for reason in refusal.value.reasons] == ["already_decided"]


def test_a_person_who_entered_decided_counts_does_not_appraise_the_dossier(reviewed):
    reviewer_and_appraiser = reviewed.make_account("hai.viec", Role.commune_reviewer, "HU-A")
    decide(reviewed, {"HU-A-01": FEWER}, login=reviewer_and_appraiser)
    reviewed.make_account(reviewer_and_appraiser, Role.appraiser, "HU")
    reviewed.review("HU-A-01")
    reviewed.review("HU-A-02")
    reviewed.decide("HU-A")
    reviewed.hand_on("HU-A-01", State.appraisal)

    with pytest.raises(StepRefused) as refusal:
        reviewed.score("HU-A-01", Layer.appraiser, reviewer_and_appraiser)

    assert [reason.code for reason in refusal.value.reasons] == ["other_side", "level_decided"]


def test_once_decided_counts_are_entered_the_cell_does_not_take_its_dossier_back(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with pytest.raises(StepRefused) as refusal:
        reviewed.step("HU-A-01", "take_back", reviewed.secretary("HU-A-01"))

    assert [reason.code for reason in refusal.value.reasons] == ["commune_begun"]
