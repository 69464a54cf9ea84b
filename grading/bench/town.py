"""The town of the measurements: one commune whose cells write, and one whose committee issues a decision on all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from secrets import token_hex

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.settings import PROJECT
from grading import clock
from grading.actors import Actor, actor_of, command
from grading.db import transaction
from grading.documents.uploads.accepting import accept
from grading.models import Campaign, Dossier, SignIn, Unit, UnitKind, UnitPeriod
from grading.rules.ballots import Counts
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Scale
from grading.rules.programmes.reading.loading import load
from grading.services.accounts import accounts, roles
from grading.services.campaigns import campaigns
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.opening import open_campaign
from grading.services.decisions import drafting, finding, voting
from grading.services.dossiers import answers, ballots, dossiers, evidence
from grading.services.dossiers.entries import Entry
from grading.services.layers import assessments
from grading.services.units.units import get_unit
from workflows import Layer, Role, Tier

DISTRICT, WRITING, ISSUING, CAMPAIGN, YEAR = "BENCH", "BENCH-W", "BENCH-I", "bench", 2022
HELD_ON, ISSUED_ON = date(YEAR, 12, 20), date(YEAR, 12, 26)
"""Days of an invented season; nothing depends on them."""
MEMBERS = 9
"""The members of the committee that decides, all present and in favour."""


@dataclass(frozen=True)
class Town:
    app: Flask

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with Session(self.app.extensions["engine"]) as session, transaction(session):
            yield session

    @contextmanager
    def acting(self, login: str) -> Iterator[tuple[Session, Actor]]:
        with self.writing() as session:
            account = accounts.find_account(session, login)
            if account is None:
                raise LookupError(login)
            yield session, actor_of(session, account, clock.now())

    def client(self, login: str) -> FlaskClient:
        """Returns a browser in which the account is signed in, without the slow check of a password."""
        token = token_hex(16)
        with self.acting(login) as (session, actor):
            session.add(SignIn(token_sha256=sha256(token.encode()).hexdigest(), account_id=actor.account_id,
                               at=actor.now, seen_at=actor.now, expires_at=actor.now + timedelta(hours=8)))  # fmt: skip
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    def campaign(self, session: Session) -> Campaign:
        return session.scalars(select(Campaign).where(Campaign.code == CAMPAIGN)).one()

    def dossier_id(self, session: Session, cell: str) -> int:
        dossier_id = dossiers.find_id(session, CAMPAIGN, cell)
        if dossier_id is None:
            raise LookupError(cell)
        return dossier_id


def cells(commune: str, number: int) -> list[str]:
    return [f"{commune}-{cell:03d}" for cell in range(1, number + 1)]


def build(town: Town, writing: int, issuing: int) -> None:
    """Makes the units, the accounts and the campaign. The cells of the first commune have no answers yet."""
    shipped = load(PROJECT / "config" / "programmes" / "demo-giong-rieng-r2019.yaml")
    with town.writing() as session:
        _units(session, {WRITING: writing, ISSUING: issuing})
        session.flush()
        for commune, number in ((WRITING, writing), (ISSUING, issuing)):
            _account(session, f"reviewer.{commune}", Role.commune_reviewer, commune)
            _account(session, f"authority.{commune}", Role.authority_secretary, commune)
            for cell in cells(commune, number):
                _account(session, f"secretary.{cell}", Role.cell_secretary, cell)
    with town.writing() as session:
        _open(session, replace(shipped, quotas=()))


def _units(session: Session, communes: dict[str, int]) -> None:
    def placed(code: str, kind: UnitKind, name: str, parent: Unit | None) -> Unit:
        unit, is_body = Unit(code=code), not kind.is_cell
        session.add(UnitPeriod(unit=unit, kind=kind, org_name=name, committee_name=f"Ban {name}" if is_body else "",
                               issuer_name=f"Ban {name}" if is_body else "", parent=parent))  # fmt: skip
        return unit

    district = placed(DISTRICT, UnitKind.committee_upper, "Đảng bộ huyện Đo", None)
    for code, number in communes.items():
        commune = placed(code, UnitKind.committee_grassroots, f"Đảng bộ xã {code}", district)
        for cell in cells(code, number):
            placed(cell, UnitKind.cell_subordinate, f"Chi bộ {cell}", commune)


def _account(session: Session, login: str, role: Role, unit: str) -> None:
    actor = command(clock.now())
    account = accounts.make_account(session, actor, login)
    since = actor.today - timedelta(days=30)
    roles.grant_role(session, actor, account, role, get_unit(session, unit), valid_from=since)


def _open(session: Session, programme: Programme, code: str = CAMPAIGN) -> None:
    actor = command(clock.now())
    opening = Opening(
        code=code, year=YEAR, as_of=date(YEAR, 12, 31), opens_on=actor.today - timedelta(days=5),
        submit_by=actor.today + timedelta(days=20), authority_code=DISTRICT, commune_codes=(WRITING, ISSUING),
        tier=Tier.three_tier, demo=True,
    )  # fmt: skip
    open_campaign(session, actor, programme, opening)


def open_year(town: Town) -> int:
    """Opens a campaign for a title, whose cells record their months. Returns its id."""
    shipped = load(PROJECT / "config" / "programmes" / "demo-four-good.yaml")
    with town.writing() as session:
        _open(session, shipped, "bench-year")
    with town.writing() as session:
        return session.scalars(select(Campaign.id).where(Campaign.code == "bench-year")).one()


def fill_in(town: Town, cell: str) -> None:
    """Fills in one dossier, which is then ready to be sent."""
    with town.acting(f"secretary.{cell}") as (session, actor):
        _fill_in(town, session, actor, dossiers.get_dossier(session, actor, town.dossier_id(session, cell)))


def bring_to_the_table(town: Town, cell: str) -> None:
    """Brings one dossier from draft to the committee of its commune, which has scored it."""
    with town.acting(f"secretary.{cell}") as (session, actor):
        dossier = dossiers.get_dossier(session, actor, town.dossier_id(session, cell))
        _fill_in(town, session, actor, dossier)
        dossiers.take_step(session, actor, dossier, "submit")
    with town.acting(f"reviewer.{ISSUING}") as (session, actor):
        dossier = dossiers.get_dossier(session, actor, town.dossier_id(session, cell))
        assessments.receive_paper(session, actor, dossier)
        own = next(saved for saved in dossier.assessments if saved.layer is Layer.self_)
        entries = {score.criterion: Entry(grade=score.grade, points=score.points) for score in own.scores}
        judgement = assessments.Judgement(entries=entries, outcome="EXCELLENT", finish=True)
        assessments.save_layer(session, actor, dossier, Layer.commune, judgement)


def _fill_in(town: Town, session: Session, actor: Actor, dossier: Dossier) -> None:
    programme = dossier.programme
    entries = {
        criterion.key: Entry(grade=Grade.excellent, words="12/12 kỳ đạt yêu cầu.")
        if criterion.scale is Scale.grade
        else Entry(points=criterion.max_points, words="12/12 kỳ đạt yêu cầu.")
        for criterion in programme.criteria
    }
    answers.save_answers(session, actor, dossier, entries)
    counts = {"members_official": 10, "members_probationary": 1, "members_rated": 11, "members_excellent": 2,
              "members_good": 8, "members_completed": 1, "members_not_completed": 0}  # fmt: skip
    asked = {key: number * 100 for key, number in counts.items() if key in programme.asks}
    answers.record_members(session, actor, dossier, asked)
    votes = dict.fromkeys(programme.ballot_options, 0) | {programme.ballot_options[0]: MEMBERS}
    counted = Counts(official=10, excused=1, present=9, issued=9, returned=9, valid=9)
    vote = ballots.CountedRound(number=1, held_on=date(YEAR, 12, 6), counts=counted, votes=votes)
    ballots.record_ballot(session, actor, dossier, vote)
    store = town.app.extensions["store"]
    for criterion in programme.criteria:
        if criterion.evidence_min:
            accepted = accept("so-lieu.pdf", _page(), max_bytes=10_000_000)
            evidence.attach(session, actor, dossier, criterion.key, accepted, store=store)


def _page() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PDF")
    return out.getvalue()


def table(town: Town, awards: int) -> int:
    """Drafts the decision on every dossier of the second commune, and gives the first ones an award. Returns its
    id."""
    with town.acting(f"authority.{ISSUING}") as (session, actor):
        campaign = campaigns.get_campaign(session, actor, town.campaign(session).id)
        decision = drafting.draft(session, actor, campaign, get_unit(session, ISSUING))
        items = [item.dossier_id for item in decision.items]
        choices = {each: drafting.Choice(outcome="EXCELLENT", in_favour=MEMBERS) for each in items}
        chosen = {each: drafting.AwardChoice(ground="Y", in_favour=MEMBERS) for each in items[:awards]}
        meeting = drafting.Meeting(held_on=HELD_ON, members=MEMBERS, present=MEMBERS)
        minutes = drafting.Minutes(meeting=meeting, choices=choices, awards=chosen)
        drafting.save(session, actor, decision, minutes, version=decision.version)
        return decision.id


def vote(town: Town, decision_id: int) -> None:
    with town.acting(f"authority.{ISSUING}") as (session, actor):
        voting.record_vote(session, actor, finding.get_decision(session, actor, decision_id))
