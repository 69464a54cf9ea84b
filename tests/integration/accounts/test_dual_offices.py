"""A small office may leave two sides of one dossier to one person, with a reason, but never appraisal and decision."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grading import clock
from grading.models import Account, Decider, DualOffice
from grading.services.accounts import dual_offices
from grading.services.accounts.dual_offices import Permission
from grading.services.dossiers.facts import one_facts
from grading.services.ground.errors import Refused
from grading.services.invariants.side_checks import nobody_stands_on_two_sides
from grading.services.layers import assessments
from grading.services.layers.assessments import Judgement
from workflows import Layer, Role, State, StepRefused, why_not

CELL, REASON = "HU-A-01", "Cơ quan chỉ có một cán bộ tổ chức."


def allow(season, login, *roles, first=0, last=30, reason=REASON):
    today = clock.day(season.now)
    with season.acting(season.who(Role.admin)) as (session, actor):
        account = session.scalars(select(Account).where(Account.login == login)).one()
        days = {"first": today + timedelta(days=first), "last": today + timedelta(days=last)}
        permission = Permission(role=roles[0], other_role=roles[1], reason=reason, **days)
        return dual_offices.allow(session, actor, account, permission).id


def reviewer_and_appraiser(season):
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)
    return season.make_account(season.reviewer(CELL), Role.appraiser, "HU")


def score(season, login):
    with season.with_dossier(login, CELL) as (session, actor, dossier):
        entries = {criterion.key: assessments.Entry() for criterion in dossier.campaign.programme.criteria}
        assessments.save_layer(session, actor, dossier, Layer.appraiser, Judgement(entries=entries, outcome=None))


def test_with_the_permission_the_reviewer_also_appraises_and_the_check_has_nothing_to_say(season):
    login = reviewer_and_appraiser(season)
    allow(season, login, Role.commune_reviewer, Role.appraiser)

    score(season, login)

    with season.with_dossier(login, CELL) as (session, _actor, dossier):
        assert list(nobody_stands_on_two_sides(session, [dossier])) == []


def test_a_permission_opens_nothing_before_its_first_day(season):
    login = reviewer_and_appraiser(season)
    allow(season, login, Role.commune_reviewer, Role.appraiser, first=1)

    with pytest.raises(StepRefused) as refusal:
        score(season, login)

    assert [reason.code for reason in refusal.value.reasons] == ["other_side"]


def test_whoever_holds_both_permissions_still_does_not_decide_what_they_appraised(season):
    login = reviewer_and_appraiser(season)
    for role in (Role.appraiser, Role.authority_secretary):
        allow(season, login, Role.commune_reviewer, role)
    score(season, login)

    with season.with_dossier(login, CELL) as (session, actor, dossier):
        facts = one_facts(session, actor, dossier)
        reasons = why_not(dossier.campaign.process, "draft_decision", State.certification,
                          {Role.authority_secretary}, facts)  # fmt: skip

    assert [(reason.code, reason.params["side"]) for reason in reasons] == [("other_side", "appraise")]


@pytest.mark.parametrize(
    ("roles", "given", "code"),
    [
        ((Role.appraiser, Role.authority_secretary), {}, "dual_roles"),
        ((Role.cell_secretary, Role.commune_reviewer), {}, "dual_roles"),
        ((Role.commune_reviewer, Role.inspector), {}, "dual_roles"),
        ((Role.commune_reviewer, Role.appraiser), {"reason": "  "}, "dual_reason"),
        ((Role.commune_reviewer, Role.appraiser), {"reason": "lý do " * 100}, "reason_long"),
        ((Role.commune_reviewer, Role.appraiser), {"first": -1}, "dual_past"),
        ((Role.commune_reviewer, Role.appraiser), {"first": 3, "last": 2}, "dates_in_order"),
    ],
)
def test_a_permission_is_refused_for_other_roles_without_a_reason_and_for_what_is_past(season, roles, given, code):
    login = season.make_account("officer")

    with pytest.raises(Refused) as refusal:
        allow(season, login, *roles, **given)

    assert [reason.code for reason in refusal.value.reasons] == [code]


def test_the_history_of_the_dossier_and_the_page_of_the_inspector_show_the_permission(season):
    login = reviewer_and_appraiser(season)
    allow(season, login, Role.commune_reviewer, Role.appraiser)
    score(season, login)

    history = season.client(season.secretary(CELL)).get(f"/dossiers/{season.dossier_id(CELL)}/history").text
    record = season.client(season.who(Role.inspector, "HU")).get("/record").text

    assert "Kiêm nhiệm được phép" in history
    assert REASON in history
    assert login not in history
    assert f"{login}: " in record
    assert record.count(REASON) == 2


def test_an_administrator_allows_and_ends_it_on_the_page_of_the_account(season):
    login, admin = season.make_account("officer"), season.client(season.who(Role.admin))
    with season.reading() as session:
        account_id = session.scalars(select(Account.id).where(Account.login == login)).one()
    day = clock.day(season.now).strftime("%d/%m/%Y")
    form = {"dual_role": "commune_reviewer", "dual_other": "appraiser", "dual_from": day, "dual_to": day}

    refused = admin.post(f"/accounts/{account_id}/dual-offices", data=form)
    allowed = admin.post(f"/accounts/{account_id}/dual-offices", data=form | {"dual_reason": REASON})
    with season.reading() as session:
        dual_id = session.scalars(select(DualOffice.id)).one()
    ended = admin.post(f"/accounts/{account_id}/dual-offices/{dual_id}/end", follow_redirects=True)

    assert refused.status_code == 422
    assert "Mời ghi lý do cho phép kiêm nhiệm." in refused.text
    assert allowed.status_code == 303
    assert "Đã kết thúc kiêm nhiệm." in ended.text
