"""A small district with things in every state, and the people who ask for them: its own and foreign people."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading import clock
from grading.models import (
    Account,
    Answer,
    Commendation,
    Decision,
    Dossier,
    Evidence,
    Grant,
    Job,
    ProgrammeVersion,
    Registration,
    Unit,
    UnitChange,
    UnitKind,
    UnitTask,
)
from grading.rules.programmes.parts.registration import Selection
from grading.services.campaigns import unit_tasks
from grading.services.decisions import voting
from tests import issuing
from tests.conventions.elsewhere import settle_elsewhere
from tests.registering import SURVEY, Registrations, asks_to_register
from tests.season import Season
from tests.seats import COMMUNES
from workflows import Body, Kind, Role, State, Tier, on_the_way, process

RATING = process(Tier.three_tier, Kind.rating)
CELLS = {state: f"HU-A-{number:02d}" for number, state in enumerate(on_the_way(RATING), start=1)}
"""A cell for each state that a dossier passes, with its dossier in this state."""
NEIGHBOUR = f"HU-A-{len(CELLS) + 1:02d}"
UNPUBLISHED = "dau-bo-tieu-chi"
"""The number of the paper of a programme that is not published."""

_OWN: dict[str, tuple[Role, tuple[str | None, ...]]] = {
    "secretary": (Role.cell_secretary, tuple(CELLS.values())),
    "committee": (Role.cell_committee, tuple(CELLS.values())),
    "reviewer": (Role.commune_reviewer, ("HU-A",)),
    "commune": (Role.authority_secretary, ("HU-A",)),
    "appraiser": (Role.appraiser, ("HU",)),
    "lead": (Role.appraisal_lead, ("HU",)),
    "authority": (Role.authority_secretary, ("HU",)),
    "clerk": (Role.award_clerk, ("HU",)),
    "inspector": (Role.inspector, ("HU",)),
    "admin": (Role.admin, (None,)),
}
_UNNAMED = {
    role.replace("_", " "): (role, body)
    for role, body in ((seat.role, seat.body) for seat in RATING.seats)
    if role not in {named for named, _places in _OWN.values()}
}
_HERE: dict[Body, tuple[str, ...]] = {Body.unit: tuple(CELLS.values()), Body.review_unit: ("HU-A",)}
_ELSEWHERE = {Body.unit: "HU-B-01", Body.review_unit: "HU-B"}
OWN = _OWN | {name: (role, _HERE.get(body, ("HU",))) for name, (role, body) in _UNNAMED.items()}
"""Somebody of each role. A role that is not named above is called as in the code, and stands where its seat is."""

FOREIGN: dict[str, tuple[Role, tuple[str | None, ...]]] = {
    "neighbour": (Role.cell_secretary, (NEIGHBOUR,)),  # of the same commune
    "stranger": (Role.cell_secretary, ("HU-B-01",)),
    "other reviewer": (Role.commune_reviewer, ("HU-B",)),
    "other commune": (Role.authority_secretary, ("HU-B",)),
    "other appraiser": (Role.appraiser, ("KU",)),
    "other lead": (Role.appraisal_lead, ("KU",)),
    "other authority": (Role.authority_secretary, ("KU",)),
    "other clerk": (Role.award_clerk, ("KU",)),
    "other inspector": (Role.inspector, ("KU",)),
    "above": (Role.commune_reviewer, ("HU",)),  # a role of the commune, granted on the district
    "below": (Role.authority_secretary, ("HU-A-01",)),  # a role of a committee, granted on a cell
    "nobody": (Role.cell_secretary, ()),
    "former": (Role.commune_reviewer, ("HU-A",)),  # until yesterday
    "coming": (Role.commune_reviewer, ("HU-A",)),  # from tomorrow
} | {f"other {name}": (role, (_ELSEWHERE.get(body, "KU"),)) for name, (role, body) in _UNNAMED.items()}
ACTORS = OWN | FOREIGN


@dataclass
class Town:
    season: Season
    actors: tuple[str, ...] = tuple(ACTORS)
    one_for_all: bool = False
    """Says whether only one actor asks at each address: an actor who may, if there is one."""
    digests: dict[str, str] = field(default_factory=dict)
    """The digest of every table when it was last read."""
    logins: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    """The ids of things in addresses, by a name: `dossier draft`, `decision HU voted`, `evidence draft`."""
    groups: dict[str, str] = field(default_factory=dict)
    """The key of the first group of criteria of each dossier."""
    files: dict[str, str] = field(default_factory=dict)
    """The digest of the first file of each dossier."""
    units: dict[str, int] = field(default_factory=dict)
    _clients: dict[tuple[str, str], FlaskClient] = field(default_factory=dict)

    def client(self, actor: str, language: str = "vi") -> FlaskClient:
        """Returns a browser in which this actor is signed in and has chosen this language."""
        if (actor, language) not in self._clients:
            client = self._clients[actor, language] = self.season.client(self.logins[actor])
            with client.session_transaction() as cookie:
                cookie["lang"] = language
        return self._clients[actor, language]


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
    _find(town)
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
    of_its_own = replace(shipped, recognition=replace(shipped.recognition, model="registered_title"))
    model = Registrations.under(season, of_its_own)
    model.register(CELLS[State.draft])
    model.register(CELLS[State.commune_review])
    model.survey(CELLS[State.commune_review], duties=True)
    model.settle(CELLS[State.commune_review])


def _rating(season: Season) -> None:
    """Opens a rating without a quota, so that one cell alone may be excellent, and brings a dossier into each state."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quota=None)
    season.open("rating")
    season.bring(CELLS[State.certified], State.certification, "EXCELLENT")
    season.decide("HU", awards={CELLS[State.certified]: "Y"})
    season.bring(CELLS[State.certification], State.certification)
    season.vote_on("HU")
    for state in reversed(
        [state for state in CELLS if state not in {State.draft, State.certification, State.certified}]
    ):
        season.bring(CELLS[state], state)
    season.review(CELLS[State.commune_review])
    with season.writing() as session:
        sent = session.get_one(Dossier, season.dossier_id(CELLS[State.commune_review]))
        day = sent.campaign.as_of
        session.add(UnitTask(dossier=sent, change=UnitChange.moved, on=day, raised_at=season.now, reason=""))
    season.answer(CELLS[State.draft])
    season.attach(CELLS[State.draft])
    voted = season.vote_on("HU-A")
    with season.acting(season.who(Role.authority_secretary, "HU-A")) as (session, actor):
        voting.reopen_vote(session, actor, session.get_one(Decision, voted))


def _find(town: Town) -> None:
    with town.season.reading() as session:
        _find_dossiers(town, session)
        for row in session.scalars(select(Registration).where(Registration.unit.has(Unit.code.in_(CELLS.values())))):
            town.ids[f"registration {row.state}"] = row.id
            town.ids["campaign model"] = row.campaign_id
        town.units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
        for decision in session.scalars(select(Decision).join(Unit)):
            town.ids[f"decision {decision.unit.code} {decision.state}"] = decision.id
        for row in session.scalars(select(Evidence)):
            dossier = session.get_one(Dossier, row.dossier_id)
            if dossier.campaign.code == "rating":
                town.ids[f"evidence {dossier.state}"] = row.id
        town.ids |= {f"programme {row.state}": row.id for row in session.scalars(select(ProgrammeVersion))}
        town.ids["commendation"] = session.scalars(select(Commendation.id)).one()
        town.ids["job"] = session.scalars(select(Job.id)).one()
        town.ids["unit"] = session.scalars(select(Unit.id).where(Unit.code == "HU-A-01")).one()
        town.ids["account"] = session.scalars(select(Account.id).where(Account.login == town.logins["nobody"])).one()
        town.ids["task"] = session.scalars(select(UnitTask.id).where(UnitTask.answer.is_(None))).one()
        town.ids["grant"] = session.scalars(
            select(Grant.id).join(Account, Grant.account_id == Account.id)
            .where(Account.login == town.logins["coming"])
        ).one()  # fmt: skip


def _find_dossiers(town: Town, session: Session) -> None:
    for dossier in session.scalars(select(Dossier)):
        if dossier.campaign.code == "rating" and dossier.unit.code in CELLS.values():
            town.ids[f"dossier {dossier.state}"] = dossier.id
            town.ids["campaign rating"] = dossier.campaign_id
            town.files[f"dossier {dossier.state}"] = dossier.evidence[0].sha256
            town.groups[f"dossier {dossier.state}"] = dossier.campaign.programme.groups[0].key
        elif dossier.campaign.code == "four" and dossier.unit.code == CELLS[State.draft]:
            town.ids["title draft"] = dossier.id
        elif dossier.state in {State.rejected, State.withdrawn, State.discontinued}:
            town.ids[f"dossier {dossier.state}"] = dossier.id
            town.ids["campaign four"] = dossier.campaign_id
            town.files |= {f"dossier {dossier.state}": file.sha256 for file in dossier.evidence[:1]}
            town.groups[f"dossier {dossier.state}"] = dossier.campaign.programme.groups[0].key
