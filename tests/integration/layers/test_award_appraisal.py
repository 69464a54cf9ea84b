"""Where a commune has decided the level, the district's team appraises the awards that the unit may get."""

import pytest
from sqlalchemy import select

from config.settings import PROJECT
from grading.actors import command
from grading.models import AwardOpinion, Decider, Decision, Dossier
from grading.services.campaigns import processes
from grading.services.layers import award_opinions
from grading.services.layers.award_opinions import Said
from tests.reading import words_of
from tests.season import DISTRICT, Season
from workflows import Layer, Role, State, StepRefused, stored

CELL, GOOD = "HU-A-01", "HU-B-01"


def appraiser(season: Season) -> str:
    return season.who(Role.appraiser, DISTRICT)


def head(season: Season) -> str:
    return season.who(Role.appraisal_lead, DISTRICT)


def awards_of(season: Season, cell: str = CELL, more: str = "") -> str:
    return f"/dossiers/{season.dossier_id(cell)}/awards{more}"


def said(**opinions: str) -> dict[str, str]:
    """Returns the boxes of an opinion, all with a reason."""
    return {f"opinion-{key}": opinion for key, opinion in opinions.items()} | {
        f"words-{key}": "Chi bộ dẫn đầu xã." for key in opinions
    }


def opinions(season: Season) -> set[tuple[str, bool, bool]]:
    """Returns award, for or against, and whether a member said it, of each stored opinion."""
    with season.reading() as session:
        return {(row.ground, row.in_favour, row.by_id is not None) for row in session.scalars(select(AwardOpinion))}


@pytest.mark.parametrize("layer", [Layer.appraiser, Layer.panel])
def test_a_decided_level_is_not_scored_again(decided, layer):
    login = head(decided)

    with pytest.raises(StepRefused) as refusal:
        decided.score(CELL, layer, login)
    page = words_of(decided.client(login).get(f"/dossiers/{decided.dossier_id(CELL)}"))

    assert [reason.code for reason in refusal.value.reasons] == ["level_decided"]
    assert "Đảng ủy xã Mẫu A đã quyết định mức xếp loại ngày 26/12/2022; mức đã quyết định" in page


def test_the_page_shows_the_conditions_of_each_award_the_years_and_the_evidence(decided):
    page = words_of(decided.client(appraiser(decided)).get(awards_of(decided)))

    assert "Mức đã quyết định “Hoàn thành xuất sắc nhiệm vụ”" in page
    assert "Tiêu biểu năm 2022" in page
    assert "Tiêu biểu 5 năm liền (2018 - 2022)" in page
    assert "Năm 2018 Hoàn thành xuất sắc nhiệm vụ" in page
    assert "so-lieu.pdf" in page


def test_an_unmet_condition_is_named_and_leaves_nothing_to_say(decided):
    decided.bring(GOOD, State.appraisal)
    client = decided.client(appraiser(decided))

    page = words_of(client.get(awards_of(decided, GOOD)))
    answer = client.post(awards_of(decided, GOOD), data=said(Y="for"))

    assert "xếp loại “Hoàn thành tốt nhiệm vụ” nên không thuộc diện tặng Giấy khen" in page
    assert "Ý kiến của tôi" not in page
    assert answer.status_code == 422
    assert opinions(decided) == set()


def test_a_member_is_for_or_against_each_award_and_reads_the_others_only_then(decided):
    other = decided.make_account("appraiser-two", Role.appraiser, DISTRICT)
    decided.say_of_awards(CELL, "F", other, "Năm năm liền dẫn đầu.")
    client = decided.client(appraiser(decided))
    before = words_of(client.get(awards_of(decided)))

    answer = client.post(awards_of(decided), data=said(Y="against", F="for"), follow_redirects=True)

    assert "Năm năm liền dẫn đầu." not in before
    assert "Đã lưu ý kiến." in answer.text
    assert "2/2 thành viên đồng ý. Đồng ý: Năm năm liền dẫn đầu." in words_of(answer)
    assert opinions(decided) == {("Y", False, True), ("F", True, True)}


def test_against_an_award_needs_a_reason_and_every_award_an_opinion(decided):
    client = decided.client(appraiser(decided))

    silent = client.post(awards_of(decided), data=said(F="for") | {"opinion-Y": "against"})
    partly = client.post(awards_of(decided), data=said(F="for"))

    assert (silent.status_code, partly.status_code) == (422, 422)
    assert 'href="#words-Y">Chưa nêu lý do.' in silent.text
    assert 'href="#opinion-Y">Chưa chọn ý kiến về nội dung khen thưởng này.' in partly.text
    assert opinions(decided) == set()


def test_the_head_proposes_one_award_with_its_reason(decided):
    client, page = decided.client(head(decided)), awards_of(decided, more="/proposal")

    def boxes(**given: str) -> dict[str, str]:
        return {f"team-{name}": value for name, value in said(**given).items()}

    both = client.post(page, data=boxes(Y="for", F="for"))
    silent = client.post(page, data=boxes(Y="against", F="for") | {"team-words-F": " "})
    stored_one = client.post(page, data=boxes(Y="against", F="for"), follow_redirects=True)

    assert "chỉ đề nghị một nội dung" in both.text
    assert 'href="#team-words-F">Chưa nêu lý do.' in silent.text
    assert "Tổ thẩm định đề nghị khen thưởng. Chi bộ dẫn đầu xã." in words_of(stored_one)
    assert opinions(decided) == {("Y", False, False), ("F", True, False)}


def test_only_the_head_proposes(decided):
    answer = decided.client(appraiser(decided)).post(awards_of(decided, more="/proposal"), data=said(Y="for"))

    assert answer.status_code == 403
    assert opinions(decided) == set()


def test_an_opinion_that_changed_since_the_page_was_made_is_kept(decided):
    client = decided.client(appraiser(decided))
    client.post(awards_of(decided), data=said(Y="for", F="for"))

    answer = client.post(awards_of(decided), data=said(Y="against", F="against") | {"version": "0"})

    assert answer.status_code == 409
    assert opinions(decided) == {("Y", True, True), ("F", True, True)}


@pytest.mark.parametrize("who", [appraiser, head])
def test_a_second_click_saves_the_same_opinion_once_and_is_no_conflict(decided, who):
    client, page = decided.client(who(decided)), awards_of(decided, more="/proposal" if who is head else "")
    typed = said(Y="against", F="for") | {"version": "0"}
    boxes = {f"team-{name}": value for name, value in typed.items()} if who is head else typed

    answers = [client.post(page, data=boxes).status_code for _click in range(2)]

    assert answers == [303, 303]
    assert opinions(decided) == {("Y", False, who is appraiser), ("F", True, who is appraiser)}


def test_a_campaign_that_was_opened_with_an_earlier_table_goes_on_scoring(decided):
    text = (PROJECT / "grading/migrations/processes/three_tier_rating.json").read_text(encoding="utf-8").strip()
    with decided.writing() as session:
        campaign = session.get_one(Dossier, decided.dossier_id(CELL)).campaign
        campaign.stored_process = processes.keep(session, command(decided.now), stored.from_text(text))

    decided.score(CELL, Layer.appraiser, appraiser(decided))
    decided.score(CELL, Layer.panel, head(decided))
    decided.step(CELL, "approve", head(decided))
    decided.decide(DISTRICT)

    assert decided.state(CELL) is State.certified
    with decided.reading() as session:
        campaign = session.scalars(select(Decision)).first().campaign
        assert not award_opinions.follows_decided_levels(campaign)


def test_where_the_commune_gives_the_awards_too_nothing_is_appraised_and_a_note_hands_on(season):
    season.open(award_by=Decider.review_unit, award_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)
    client = season.client(head(season))

    page, answer = words_of(client.get("/campaigns/1/appraisal")), client.get(awards_of(season))
    opened = season.with_dossier(appraiser(season), CELL)
    with opened as (session, actor, dossier), pytest.raises(StepRefused) as refusal:
        award_opinions.save_opinion(session, actor, dossier, {"Y": Said(in_favour=True)})
    season.step(CELL, "approve", head(season), note="Đảng ủy xã quyết định cả khen thưởng.")

    assert "Cấp ủy cấp trên trực tiếp quyết định cả xếp loại và khen thưởng" in page
    assert answer.status_code == 409
    assert [reason.code for reason in refusal.value.reasons] == ["award_not_left"]
    assert season.state(CELL) is season.desk_after(State.appraisal)
