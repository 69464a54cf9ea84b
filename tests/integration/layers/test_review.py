"""The commune reviews one dossier: it enters its own layer with reasons beside the cell's, and nothing is lost."""

import pytest

from grading.services.dossiers import differences
from grading.services.dossiers.entries import Entry
from grading.services.layers import assessments
from tests.season import Season
from workflows import Layer, Role, State

REVIEWER = "commune-reviewer.hu-a"


@pytest.fixture
def opened(season: Season) -> Season:
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    return season


def layer_fields(season: Season, cell: str, grade: str = "good", **changed: str) -> dict[str, str]:
    """Returns the form of the commune's layer as a browser would send it, with the versions that are stored now."""
    with season.with_dossier(REVIEWER, cell) as (_session, _account, dossier):
        layer = differences.layer_in(dossier, Layer.commune)
        fields = {"outcome": "GOOD", "version": str(layer.version if layer else 0)}
        for criterion in dossier.campaign.programme.criteria:
            score = layer.score(criterion.key) if layer else None
            fields[f"grade-{criterion.key}"] = grade
            fields[f"words-{criterion.key}"] = ""
            fields[f"version-{criterion.key}"] = str(score.version if score else 0)
    return fields | changed


def commune_layer(season: Season, cell: str) -> dict[str, tuple[str | None, str]]:
    """Returns the stored grade and words by criterion; empty if the commune has stored nothing."""
    with season.with_dossier(REVIEWER, cell) as (_session, _account, dossier):
        layer = differences.layer_in(dossier, Layer.commune)
        return {score.criterion: (score.grade, score.words) for score in layer.scores} if layer else {}


def test_the_review_page_shows_the_communes_layer_beside_the_cells_answers(opened):
    opened.submit("HU-A-01")

    page = opened.client(REVIEWER).get(f"/dossiers/{opened.dossier_id('HU-A-01')}").get_data(as_text=True)

    assert "12/12 kỳ đạt yêu cầu." in page
    assert 'name="grade-ideology"' in page
    assert "9/9 phiếu (100%), lần 1" in page
    assert "Còn 7 tiêu chí chưa đánh giá" in page


def test_the_reviewer_of_a_draft_sees_only_that_it_is_a_draft(opened):
    opened.answer("HU-A-01")

    page = opened.client(REVIEWER).get(f"/dossiers/{opened.dossier_id('HU-A-01')}").get_data(as_text=True)

    assert "Hồ sơ đang được soạn hoặc bổ sung" in page
    assert "12/12 kỳ đạt yêu cầu." not in page


def test_the_communes_layer_is_stored(opened):
    opened.submit("HU-A-01")
    fields = layer_fields(opened, "HU-A-01", **{"grade-ideology": "average", "words-ideology": "Thiếu một kỳ."})

    reply = opened.client(REVIEWER).post(f"/dossiers/{opened.dossier_id('HU-A-01')}/layers/commune", data=fields)

    assert reply.status_code == 303
    assert commune_layer(opened, "HU-A-01")["ideology"] == ("average", "Thiếu một kỳ.")


def test_a_difference_without_its_reason_is_refused_and_everything_typed_stays(opened):
    opened.submit("HU-A-01")
    fields = layer_fields(opened, "HU-A-01", **{"grade-ideology": "poor", "words": "Nhận xét dài."})

    reply = opened.client(REVIEWER).post(f"/dossiers/{opened.dossier_id('HU-A-01')}/layers/commune", data=fields)

    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert "Đánh giá khác với “Tự đánh giá” thì phải nêu lý do" in page
    assert '<a href="#words-ideology">' in page
    assert '<option value="poor" selected>' in page
    assert "Nhận xét dài." in page
    assert commune_layer(opened, "HU-A-01") == {}


def test_two_reviewers_do_not_overwrite_each_other(opened):
    opened.submit("HU-A-01")
    old_form = layer_fields(opened, "HU-A-01", **{"grade-ideology": "average", "words-ideology": "Lời của người sau."})
    with opened.with_dossier(REVIEWER, "HU-A-01") as (session, actor, dossier):
        first = {"ideology": Entry(grade="poor", words="Lời của người trước.")}
        assessments.save_layer(
            session, actor, dossier, Layer.commune, assessments.Judgement(entries=first, outcome="GOOD")
        )

    reply = opened.client(REVIEWER).post(f"/dossiers/{opened.dossier_id('HU-A-01')}/layers/commune", data=old_form)

    page = reply.get_data(as_text=True)
    assert reply.status_code == 409
    assert "Lời của người sau." in page
    assert "Lời của người trước." in page
    assert commune_layer(opened, "HU-A-01")["ideology"] == ("poor", "Lời của người trước.")


def test_an_autosave_answers_with_the_versions_and_leaves_out_what_still_needs_a_reason(opened):
    opened.submit("HU-A-01")
    fields = layer_fields(opened, "HU-A-01", **{"grade-ideology": "poor"})

    reply = opened.client(REVIEWER).post(
        f"/dossiers/{opened.dossier_id('HU-A-01')}/layers/commune", data=fields, headers={"X-Autosave": "1"}
    )

    assert reply.status_code == 200
    assert "Chưa lưu I.1: còn thiếu lý do." in reply.json["saved"]
    assert reply.json["versions"]["version-organisation"] == 1
    assert "version-ideology" not in reply.json["versions"]


def test_the_cells_grades_are_copied_where_the_commune_chose_none(opened):
    opened.submit("HU-A-01")
    fields = layer_fields(opened, "HU-A-01", grade="", fill="1")
    fields |= {"grade-ideology": "excellent", "words-ideology": "Vượt kế hoạch."}

    reply = opened.client(REVIEWER).post(f"/dossiers/{opened.dossier_id('HU-A-01')}/layers/commune", data=fields)

    stored = commune_layer(opened, "HU-A-01")
    assert reply.status_code == 303
    assert stored.pop("ideology") == ("excellent", "Vượt kế hoạch.")
    assert {grade for grade, _words in stored.values()} == {"good"}


def test_a_return_leads_to_its_question_with_the_criteria_ticked(opened):
    opened.submit("HU-A-01")
    fields = layer_fields(opened, "HU-A-01", step="send_back", criteria="inspection", **{"grade-ideology": "poor"})

    reply = opened.client(REVIEWER).post(f"/dossiers/{opened.dossier_id('HU-A-01')}/layers/commune", data=fields)

    page = reply.get_data(as_text=True)
    assert reply.status_code == 200
    assert 'value="inspection" checked' in page
    assert opened.state("HU-A-01") is State.commune_review


def test_endorsing_stores_the_whole_layer_and_leads_to_its_question(opened):
    opened.submit("HU-A-01")
    dossier_id = opened.dossier_id("HU-A-01")

    reply = opened.client(REVIEWER).post(
        f"/dossiers/{dossier_id}/layers/commune", data=layer_fields(opened, "HU-A-01", step="endorse")
    )

    assert reply.status_code == 303
    assert reply.location == f"/dossiers/{dossier_id}/steps/endorse"
    assert len(commune_layer(opened, "HU-A-01")) == 7


def test_a_layer_is_closed_to_strangers_and_other_roles_and_in_other_states(opened):
    appraised = opened.bring("HU-A-01", State.appraisal)
    foreign = opened.bring("HU-B-01", State.commune_review)
    appraiser = opened.client(opened.who(Role.appraiser, "HU"))
    reviewer = opened.client(REVIEWER)
    before = commune_layer(opened, "HU-A-01")

    replies = [
        reviewer.post(f"/dossiers/{foreign}/layers/commune", data={}),
        appraiser.post(f"/dossiers/{appraised}/layers/commune", data={}),
        reviewer.post(f"/dossiers/{appraised}/layers/commune", data={}),
        reviewer.post(f"/dossiers/{appraised}/layers/somebody", data={}),
        reviewer.post(f"/dossiers/{appraised}/signed-paper", data={}),
    ]

    assert [reply.status_code for reply in replies] == [404, 403, 409, 404, 409]
    assert "Việc này do cán bộ tham mưu, giúp việc cấp ủy thực hiện." in replies[1].text
    assert "Bước tiếp theo thuộc tổ trưởng Tổ thẩm định." in replies[2].text
    assert commune_layer(opened, "HU-A-01") == before


def test_a_reviewer_at_home_in_the_cell_neither_reads_nor_scores_it(opened):
    opened.submit("HU-A-01")
    login = opened.make_account("at-home", Role.commune_reviewer, "HU-A", home="HU-A-01")
    client, dossier_id = opened.client(login), opened.dossier_id("HU-A-01")

    page = client.get(f"/dossiers/{dossier_id}").get_data(as_text=True)
    reply = client.post(f"/dossiers/{dossier_id}/layers/commune", data={})

    assert "đồng chí sinh hoạt hoặc công tác tại Chi bộ 01 xã Mẫu A" in page
    assert "12/12 kỳ đạt yêu cầu." not in page
    assert reply.status_code == 422


def test_the_page_links_to_the_next_dossier_of_the_queue(opened):
    for cell in ("HU-A-01", "HU-A-03"):
        opened.submit(cell)

    page = opened.client(REVIEWER).get(f"/dossiers/{opened.dossier_id('HU-A-01')}").get_data(as_text=True)

    assert "1 trong 2" in page
    assert f'href="/dossiers/{opened.dossier_id("HU-A-03")}">Hồ sơ sau' in page
