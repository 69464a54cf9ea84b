"""Builds the town of the tests of access: its units, its people, and three campaigns with a dossier in every state."""

from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from grading import clock
from grading.models import (
    Account,
    Answer,
    Decision,
    Dossier,
    Grant,
    Unit,
    UnitChange,
    UnitKind,
    UnitTask,
)
from grading.rules.programmes.parts.registration import Selection
from grading.rules.programmes.parts.texts import Text
from grading.services.campaigns import unit_tasks
from grading.services.decisions import voting
from tests import issuing
from tests.conventions.elsewhere import settle_elsewhere
from tests.conventions.town import ACTORS, CELLS, NEIGHBOUR, UNPUBLISHED, Town, find
from tests.registering import LAMPS, SURVEY, Registrations, asks_to_register
from tests.season import Season
from tests.seats import COMMUNES
from workflows import Role, State


def build(app: Flask) -> Town:
    season = Season(app)
    season.settle_units()
    for cell in (*CELLS.values(), NEIGHBOUR)[COMMUNES["HU-A"] :]:
        season.make_unit(cell, UnitKind.cell_subordinate, f"Chi bộ {cell[-2:]} xã Mẫu A", parent="HU-A")
    season.make_unit("KU", UnitKind.committee_upper, "Đảng bộ huyện Khác", committee="Huyện ủy Khác",
                     issuer="Ban Thường vụ Huyện ủy Khác")  # fmt: skip
    town = Town(season)
    _people(town)
    _recognition(season)
    _model(season)
    _rating(season)
    issuing.published(season)
    issuing.draft(season, issuing.CHANGED, paper=replace(issuing.PAPER, number=UNPUBLISHED))
    find(town)
    return town


def _people(town: Town) -> None:
    season = town.season
    for actor, (role, places) in ACTORS.items():
        login = town.logins[actor] = f"nguoi.{actor.replace(' ', '-')}"
        season.make_account(login)
        for place in places if actor != "below" else ():
            season.make_account(login, role, place)
    town.ids |= settle_elsewhere(season)
    town.ids["dual"] = season.allow_two_offices(town.logins["nobody"], Role.commune_reviewer, Role.appraiser)
    today = clock.day(season.now)
    with season.writing() as session:
        below = session.scalars(select(Account.id).where(Account.login == town.logins["below"])).one()
        cell = session.scalars(select(Unit.id).where(Unit.code == CELLS[State.draft])).one()
        session.add(Grant(account_id=below, role=Role.authority_secretary, unit_id=cell, at=season.now,
                          valid_from=today - timedelta(days=30)))  # fmt: skip  # from before it was refused
        for actor, first, last in (("former", -30, -1), ("coming", 1, 30)):
            grant = session.scalars(
                select(Grant).join(Account, Grant.account_id == Account.id).where(Account.login == town.logins[actor])
            ).one()
            grant.valid_from, grant.valid_to = today + timedelta(days=first), today + timedelta(days=last)


def _recognition(season: Season) -> None:
    """Opens a campaign for a title: one dossier is withdrawn, one is not proposed, one
    stopped after it was sent because its unit changed, the others are drafts."""
    season.open("four", programme="demo-four-good")
    season.bring("HU-A-03", State.appraisal)
    season.step("HU-A-03", "reject", season.who(Role.appraisal_lead, "HU"), note="Chưa đủ thời gian.")
    season.step("HU-A-04", "withdraw", season.secretary("HU-A-04"), note="Xin đăng ký năm sau.")
    season.bring("HU-A-05", State.appraisal)
    season.bring("HU-A-02", State.commune_review)
    with season.with_dossier(season.reviewer("HU-A-02"), "HU-A-02") as (session, actor, dossier):
        asked = UnitTask(
            dossier=dossier, change=UnitChange.closed, on=dossier.campaign.as_of, raised_at=season.now, reason=""
        )
        session.add(asked)
        session.flush()
        unit_tasks.answer(session, actor, asked, Answer.leave_out, "Chi bộ kết thúc hoạt động.")


def _model(season: Season) -> None:
    """Opens a campaign in which cells register first: one registered, one is confirmed, the others are only invited."""
    shipped = asks_to_register(season.programme("demo-four-good"), selection=Selection.surveyed, survey=SURVEY)
    title = Text(vi="Chi bộ đăng ký", en="Registered cell")
    of_its_own = replace(shipped, recognition=replace(shipped.recognition, model="registered_title", title=title))
    model = Registrations.under(season, of_its_own)
    model.register(CELLS[State.draft], works=(replace(LAMPS, title="dau-viec-dang-ky"),))
    model.register(CELLS[State.commune_review])
    model.survey(CELLS[State.commune_review], duties=True)
    model.settle(CELLS[State.commune_review])


def _rating(season: Season) -> None:
    """Opens a rating without a quota, so that one cell alone may be excellent, and brings a dossier into each state."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open("rating")
    appraiser, lead = season.who(Role.appraiser, "HU"), season.who(Role.appraisal_lead, "HU")
    season.bring(CELLS[State.certified], State.appraisal, "EXCELLENT")
    season.say_of_awards(CELLS[State.certified], "Y", appraiser, "dau-y-kien-da-qua")
    season.say_of_awards(CELLS[State.certified], "Y", lead)
    season.hand_on(CELLS[State.certified], State.certification, award="Y")
    season.decide("HU", awards={CELLS[State.certified]: "Y"})
    season.bring(CELLS[State.certification], State.appraisal, "EXCELLENT")
    season.hand_on(CELLS[State.certification], State.certification, without_award="dau-trinh-khong-khen")
    season.vote_on("HU", awards={CELLS[State.certification]: "Y"})
    season.attach(CELLS[State.commune_review], name="dau-tep-da-gui.pdf")
    for state in reversed(
        [state for state in CELLS if state not in {State.draft, State.certification, State.certified}]
    ):
        season.bring(CELLS[state], state, "EXCELLENT" if state is State.appraisal else "GOOD")
    season.review(CELLS[State.commune_review])
    with season.writing() as session:
        sent = session.get_one(Dossier, season.dossier_id(CELLS[State.commune_review]))
        day = sent.campaign.as_of
        session.add(UnitTask(dossier=sent, change=UnitChange.moved, on=day, raised_at=season.now, reason=""))
    season.answer(CELLS[State.draft])
    season.attach(CELLS[State.draft])
    season.bring(NEIGHBOUR, State.commune_review)
    season.review(NEIGHBOUR)
    first = season.programme("demo-giong-rieng-r2019").criteria[0]
    season.step(NEIGHBOUR, "send_back", season.reviewer(NEIGHBOUR), note="dau-ly-do-tra", criteria=(first.key,))
    voted = season.vote_on("HU-A")
    with season.acting(season.who(Role.authority_secretary, "HU-A")) as (session, actor):
        voting.reopen_vote(session, actor, session.get_one(Decision, voted))
