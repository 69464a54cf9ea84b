"""The pages of a registration keep what is typed, refuse with a sentence, and then say what was done."""

from dataclasses import replace

from grading.rules.programmes.parts.registration import Selection
from tests.integration.pages import hidden_fields
from tests.registering import LAMPS, SURVEY, Registrations, row_of
from workflows import Registering, Role, State

CELL, OTHER = "HU-A-01", "HU-A-02"
TYPED = {"held_on": "20/01/2022", "eligible": "10", "in_favour": "9", "note": "Cả chi bộ tán thành.",
         "title-1": "Lắp bóng đèn", "target-1": "36,5", "measure-1": "bóng"}  # fmt: skip


def version(season, cell=CELL):
    return {"version": row_of(season, cell).version}


def list_form(season, *ticked, **reasons):
    cells = {"one": CELL, "two": OTHER}
    versions = {f"version-{row_of(season, cell).id}": row_of(season, cell).version for cell in cells.values()}
    reasons_by_box = {
        f"reason-{row_of(season, cells[name]).id}": reason for name, reason in reasons.items() if name in cells
    }
    return {"confirmed": [row_of(season, cells[name]).id for name in ticked], **versions, **reasons_by_box,
            "late_reason": reasons.get("late", "Chờ nghị quyết năm.")}  # fmt: skip


def test_the_secretary_finds_the_registration_on_the_home_page_and_registers(season):
    model = Registrations(season)
    page = f"/registrations/{model.find(CELL)}"
    client = season.client(season.secretary(CELL))

    assert page in client.get("/").text
    answer = client.post(page, data=TYPED | version(season), follow_redirects=True)

    assert "Đã lưu đăng ký của chi bộ." in answer.text
    assert row_of(season, CELL).state is Registering.registered
    assert "36,5" in answer.text


def test_a_refused_registration_comes_back_with_everything_that_was_typed(season):
    model = Registrations(season)
    client = season.client(season.secretary(CELL))

    answer = client.post(
        f"/registrations/{model.find(CELL)}", data=TYPED | version(season) | {"in_favour": "5", "target-1": "nhiều"}
    )

    assert answer.status_code == 422
    assert "Chỉ 5/10 đảng viên tán thành, chưa quá một nửa." in answer.text
    assert "Nội dung thứ 1 chưa đủ" in answer.text
    assert 'value="nhiều"' in answer.text
    assert "Cả chi bộ tán thành." in answer.text


def test_every_box_with_a_wrong_number_or_day_is_named(season):
    model = Registrations(season)
    client = season.client(season.secretary(CELL))

    answer = client.post(
        f"/registrations/{model.find(CELL)}", data=TYPED | version(season) | {"held_on": "hôm qua", "eligible": "mười"}
    )

    assert answer.status_code == 422
    assert 'href="#held_on"' in answer.text
    assert "Số đảng viên được triệu tập: chỉ nhận số nguyên" in answer.text


def test_a_registration_that_changed_meanwhile_is_not_overwritten_and_keeps_what_was_typed(season):
    model = Registrations(season)
    seen = version(season)
    model.register(CELL)
    client = season.client(season.secretary(CELL))

    answer = client.post(f"/registrations/{model.find(CELL)}", data=TYPED | seen)

    assert answer.status_code == 409
    assert "vừa được cập nhật" in answer.text
    assert "Cả chi bộ tán thành." in answer.text


def test_withdrawing_asks_first(season):
    model = Registrations(season)
    model.register(CELL)
    client, page = season.client(season.secretary(CELL)), f"/registrations/{model.find(CELL)}/withdrawal"

    question = client.get(page)
    client.post(page, data=hidden_fields(question.text))

    assert "Rút đăng ký của chi bộ?" in question.text
    assert row_of(season, CELL).state is Registering.withdrawn


def test_a_cell_with_one_registration_is_led_to_it(season):
    model = Registrations(season)
    client = season.client(season.secretary(CELL))

    answer = client.get(f"/campaigns/{row_of(season, CELL).campaign_id}/registration")

    assert answer.location.endswith(f"/registrations/{model.find(CELL)}")


def test_the_commune_settles_the_list_with_ticks_and_reasons(season):
    model = Registrations(season)
    model.register(CELL)
    model.register(OTHER)
    client = season.client(season.reviewer(CELL))
    page = f"/campaigns/{row_of(season, CELL).campaign_id}/registration"

    assert page in client.get("/").text
    answer = client.post(page, data=list_form(season, "one", two="Để năm sau."), follow_redirects=True)

    assert "Đã chốt 1 chi bộ vào danh sách; chưa đưa vào 1 chi bộ." in answer.text
    assert "Để năm sau." in answer.text
    assert season.state(CELL) is State.draft


def test_a_late_list_without_a_reason_is_refused_and_keeps_its_ticks(season):
    model = Registrations(season)
    model.register(CELL)
    client = season.client(season.reviewer(CELL))

    answer = client.post(
        f"/campaigns/{row_of(season, CELL).campaign_id}/registration", data=list_form(season, "one", late="")
    )

    assert answer.status_code == 422
    assert "Đã quá ngày chốt danh sách (31/03/2022). Vẫn chốt được; mời ghi lý do chốt muộn." in answer.text
    assert f'value="{model.find(CELL)}" checked' in answer.text


def test_a_cell_with_both_a_tick_and_a_reason_for_leaving_it_out_is_refused(season):
    model = Registrations(season)
    model.register(CELL)
    client = season.client(season.reviewer(CELL))

    answer = client.post(
        f"/campaigns/{row_of(season, CELL).campaign_id}/registration", data=list_form(season, "one", one="Chưa rõ.")
    )

    assert answer.status_code == 422
    assert "vừa đánh dấu chốt, vừa ghi lý do chưa đưa vào" in answer.text
    assert row_of(season, CELL).state is Registering.registered


def test_a_list_with_a_registration_that_changed_is_refused_and_changes_nothing(season):
    model = Registrations(season)
    model.register(CELL)
    form = list_form(season, "one")
    model.register(CELL)

    client = season.client(season.reviewer(CELL))
    answer = client.post(f"/campaigns/{row_of(season, CELL).campaign_id}/registration", data=form)

    assert answer.status_code == 409
    assert row_of(season, CELL).state is Registering.registered


def test_survey_and_check_are_entered_on_the_page_of_the_cell(season):
    model = Registrations(season, selection=Selection.surveyed, survey=SURVEY)
    model.register(CELL)
    page, client = f"/registrations/{model.find(CELL)}", season.client(season.reviewer(CELL))

    surveyed = client.post(f"{page}/survey", data=version(season) | {"survey-duties": "yes"}, follow_redirects=True)
    model.settle(CELL)
    checked = client.post(
        f"{page}/check", data=version(season) | {"held_on": "30/06/2022", "words": "Cần đẩy nhanh."},
        follow_redirects=True,
    )  # fmt: skip

    assert "Đã lưu kết quả khảo sát." in surveyed.text
    assert "Đã lưu kết quả kiểm tra giữa năm." in checked.text
    assert row_of(season, CELL).survey == {"duties": True}


def test_a_check_without_words_is_refused_with_a_sentence(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)

    answer = season.client(season.reviewer(CELL)).post(
        f"/registrations/{model.find(CELL)}/check", data=version(season) | {"held_on": "30/06/2022", "words": " "}
    )

    assert answer.status_code == 422
    assert "Chưa có kết quả kiểm tra." in answer.text


def test_the_cell_records_its_works_and_every_reader_of_the_dossier_sees_them(season):
    model = Registrations(season)
    model.register(CELL, works=[LAMPS, replace(LAMPS, title="Trồng hoa")])
    model.settle(CELL)
    page, client = f"/registrations/{model.find(CELL)}", season.client(season.secretary(CELL))
    seen = hidden_fields(client.get(page).text)

    saved = client.post(f"{page}/works", data=seen | {"done-1": "36", "done-2": "12,5"}, follow_redirects=True)
    second_save = client.post(f"{page}/works", data=seen | {"done-1": "0", "done-2": "0"})
    season.bring(CELL, State.appraisal)
    appraisers_page = season.client(season.who(Role.appraiser, "HU")).get(f"/dossiers/{season.dossier_id(CELL)}").text

    assert "Đã lưu kết quả thực hiện nội dung đăng ký." in saved.text
    assert second_save.status_code == 409
    assert "36/36" in appraisers_page
    assert "12,5/36" in appraisers_page


def test_a_result_that_is_not_a_number_is_refused_with_a_sentence(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    client, page = season.client(season.secretary(CELL)), f"/registrations/{model.find(CELL)}"

    answer = client.post(f"{page}/works", data=hidden_fields(client.get(page).text) | {"done-1": "gần xong"})

    assert answer.status_code == 422
    assert "Kết quả đã làm: mời ghi một số, chưa làm thì ghi 0." in answer.text


def test_the_plan_shows_each_year_in_words_and_in_a_table(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    season.bring(CELL, State.certified)

    page = season.client(season.reviewer(CELL)).get(f"/campaigns/{row_of(season, CELL).campaign_id}/plan").text

    assert "Năm 2022: 1 chi bộ, chỉ tiêu từ 2 chi bộ" in page
    assert "Chưa đạt chỉ tiêu" in page
    assert "12,5% số chi bộ, chỉ tiêu trên 25%" in page


def test_the_campaign_leads_to_the_list_and_to_the_plan(season):
    Registrations(season)
    campaign_id = row_of(season, CELL).campaign_id

    page = season.client(season.reviewer(CELL)).get(f"/campaigns/{campaign_id}").text

    assert f"/campaigns/{campaign_id}/registration" in page
    assert f"/campaigns/{campaign_id}/plan" in page
