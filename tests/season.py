"""A small season for tests: makers for units, accounts and campaigns, and verbs that bring a dossier forward."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from flask import Flask
from PIL import Image
from sqlalchemy import update
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor, command
from grading.documents.uploads.accepting import accept
from grading.models import Campaign, Decider, Dossier, Result, Subject
from grading.rules.ballots import Counts
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Scale
from grading.services.campaigns import processes
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.opening import open_campaign
from grading.services.dossiers import answers, ballots, differences, dossiers, evidence
from grading.services.dossiers.entries import Entry
from grading.services.layers import assessments, award_opinions
from grading.services.results.results import in_force, put_in_force
from tests.seats import COMMUNES, DISTRICT, get
from tests.shipped import shipped
from tests.snapshots import played
from tests.walking import Aim, Walking
from workflows import Body, Kind, Layer, Process, Role, State, Tier

PASSWORD = "mot mat khau dai"


def pdf_file() -> bytes:
    """Returns a real PDF of one empty page."""
    out = BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PDF")
    return out.getvalue()


PDF = pdf_file()


class Season(Walking):
    """Every verb commits one transaction and calls the services as an account that is allowed to do so."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.programme: Callable[[str], Programme] = shipped  # a test may replace it
        self.older: Callable[[Process], Process] | None = None
        """What makes the table of an earlier program from the newest one; campaigns are then opened with it."""
        self.desks = {
            State.draft: self._assess_itself,
            State.commune_review: self._judge_at_the_commune,
            State.appraisal: self._appraise,
            State.certification: self._decide_above,
        }

    # --- campaigns and dossiers

    def open(self, code: str = "rating", *, programme: str = "demo-giong-rieng-r2019", **given: Any) -> str:
        """Opens a campaign of 2022 in both communes; the communes decide, the district awards. Returns the code."""
        self.campaign = code
        self._open(code, self.programme(programme), **given)
        if self.older is not None:
            self._go_by(self.older)
        return code

    @played
    def _open(self, code: str, programme: Programme, **given: Any) -> None:
        today = clock.day(self.now)
        chosen: dict[str, Any] = {
            "code": code, "year": 2022, "as_of": date(2022, 12, 31), "opens_on": today - timedelta(days=5),
            "submit_by": today + timedelta(days=20), "authority_code": DISTRICT, "commune_codes": tuple(COMMUNES),
            "tier": Tier.three_tier, "award_by": Decider.authority_unit, "award_by_reason": "thử nghiệm", "demo": True,
        }  # fmt: skip
        with self.writing() as session:
            opening = Opening(**(chosen | given))
            open_campaign(session, command(self.now), programme, opening)

    def _go_by(self, older: Callable[[Process], Process]) -> None:
        with self.writing() as session:
            campaign = self._campaign(session)
            kept = processes.keep(session, command(self.now), older(processes.newest(campaign)))
            session.execute(update(Campaign).where(Campaign.id == campaign.id).values(process_digest=kept.digest))

    def secretary(self, cell: str) -> str:
        return self.who(Role.cell_secretary, cell)

    def reviewer(self, cell: str) -> str:
        return self.who(Role.commune_reviewer, cell[:4])

    # --- verbs that bring a dossier one part further

    @played
    def answer(self, cell: str, grade: Grade = Grade.good) -> None:
        with self.with_dossier(self.secretary(cell), cell) as at:
            self._answer(*at, grade)

    def _answer(self, session: Session, actor: Actor, dossier: Dossier, grade: Grade) -> None:
        entries = {
            criterion.key: Entry(grade=grade, words="12/12 kỳ đạt yêu cầu.")
            if criterion.scale is Scale.grade
            else Entry(
                points=criterion.max_points if criterion.given_by is None else None, words="12/12 kỳ đạt yêu cầu."
            )
            for criterion in dossier.programme.criteria
        }
        answers.save_answers(session, actor, dossier, entries)

    def change_answer(self, session: Session, actor: Actor, dossier: Dossier, key: str, grade: Grade) -> None:
        own = differences.layer_in(dossier, Layer.self_)
        score = own.score(key) if own else None
        entry = Entry(grade=grade, words="Đã xem lại.", version=score.version if score else 0)
        answers.save_answers(session, actor, dossier, {key: entry})

    @played
    def count_members(self, cell: str, **changed: int) -> None:
        with self.with_dossier(self.secretary(cell), cell) as at:
            self._count_members(*at, **changed)

    def _count_members(self, session: Session, actor: Actor, dossier: Dossier, **changed: int) -> None:
        counts = {"members_official": 10, "members_probationary": 1, "members_rated": 11, "members_excellent": 2,
                  "members_good": 8, "members_completed": 1, "members_not_completed": 0} | changed  # fmt: skip
        values = {key: number * 100 for key, number in counts.items() if key in dossier.campaign.programme.asks}
        answers.record_members(session, actor, dossier, values)

    @played
    def vote(self, cell: str, level: str = "GOOD") -> None:
        with self.with_dossier(self.secretary(cell), cell) as at:
            self._vote(*at, level)

    def _vote(self, session: Session, actor: Actor, dossier: Dossier, level: str) -> None:
        options = dossier.campaign.programme.ballot_options
        chosen = level if level in options else options[0]
        votes = {option: 9 if option == chosen else 0 for option in options}
        counts = Counts(official=10, excused=1, present=9, issued=9, returned=9, valid=9)
        day = max(date(2022, 12, 6), dossier.campaign.period.starts_on)
        counted = ballots.CountedRound(number=1, held_on=day, counts=counts, votes=votes)
        ballots.record_ballot(session, actor, dossier, counted)

    @played
    def attach(self, cell: str, criterion: str | None = None, content: bytes = PDF, name: str = "so-lieu.pdf") -> int:
        with self.with_dossier(self.secretary(cell), cell) as at:
            return self._attach(*at, criterion, content, name)

    def _attach(
        self, session: Session, actor: Actor, dossier: Dossier, criterion: str | None, content: bytes, name: str
    ) -> int:
        with_files = [rule.key for rule in dossier.programme.criteria if rule.evidence_min]
        accepted = accept(name, content, max_bytes=10_000_000)
        key = criterion or (with_files or [dossier.programme.criteria[0].key])[0]
        return evidence.attach(session, actor, dossier, key, accepted, store=self.store).id

    @played
    def fill_in(self, cell: str, level: str = "GOOD", grade: Grade = Grade.good) -> None:
        with self.with_dossier(self.secretary(cell), cell) as at:
            self._fill_in(*at, level, grade)

    def _fill_in(self, session: Session, actor: Actor, dossier: Dossier, level: str, grade: Grade) -> None:
        self._answer(session, actor, dossier, grade)
        self._count_members(session, actor, dossier)
        self._vote(session, actor, dossier, level)
        self._attach(session, actor, dossier, None, PDF, "so-lieu.pdf")

    @played
    def submit(self, cell: str, level: str = "GOOD", grade: Grade = Grade.good) -> None:
        """Fills in the dossier and sends it, in one transaction: half of all tests begin with it."""
        with self.with_dossier(self.secretary(cell), cell) as at:
            self._fill_in(*at, level, grade)
            dossiers.take_step(*at, "submit")

    @played
    def score(self, cell: str, layer: Layer, login: str, outcome: str | None = None) -> None:
        """Saves a finished layer that equals the layer below it."""
        with self.with_dossier(login, cell) as (session, actor, dossier):
            below = next(saved for saved in dossier.assessments
                         if saved.layer is differences.compared_layer(dossier, layer))  # fmt: skip
            entries = {score.criterion: Entry(grade=score.grade, points=score.points) for score in below.scores}
            proposed = outcome or below.outcome or assessments.default_outcome(dossier)
            assessments.save_layer(
                session, actor, dossier, layer, assessments.Judgement(entries=entries, outcome=proposed, finish=True)
            )

    @played
    def receive_paper(self, cell: str, login: str) -> None:
        with self.with_dossier(login, cell) as (session, actor, dossier):
            assessments.receive_paper(session, actor, dossier)

    @played
    def review(self, cell: str) -> None:
        self.receive_paper(cell, self.reviewer(cell))
        self.score(cell, Layer.commune, self.reviewer(cell))

    @played
    def rate(self, cell: str, level: str = "GOOD", year: int = 2022) -> None:
        """Adds a rating of that year without a decision, as the import of past years does."""
        with self.writing() as session:
            unit_id = get(session, cell).id
            result = Result(unit_id=unit_id, period_id=year, kind=Kind.rating, programme_key="r2019", outcome=level,
                            subject=Subject.organisation, source="thử nghiệm", at=self.now)  # fmt: skip
            put_in_force(session, [result], in_force(session, [unit_id]))

    @played
    def say_of_awards(self, cell: str, award: str, login: str, words: str = "Chi bộ tiêu biểu của xã.") -> None:
        """Saves an appraiser's opinion, or as the head what the team proposes: for this award, against the others."""
        with self.with_dossier(login, cell) as (session, actor, dossier):
            keys = [candidate.key for candidate in award_opinions.open_candidates(session, dossier)]
            said = {key: award_opinions.Said(in_favour=key == award, words=words) for key in keys}
            is_head = Role.appraisal_lead in actor.standing.seats
            (award_opinions.propose if is_head else award_opinions.save_opinion)(session, actor, dossier, said)

    # --- the work of each desk

    def _assess_itself(self, cell: str, aim: Aim) -> None:
        self.fill_in(cell, aim.level, Grade.excellent if aim.level == "EXCELLENT" else Grade.good)

    def _judge_at_the_commune(self, cell: str, _aim: Aim) -> None:
        self.review(cell)
        with self.reading() as session:
            commune_decides = self._campaign(session).commune_decides
        if commune_decides:
            self.decide(self.place(cell, Body.review_unit), number=f"{cell}-QĐ")

    def _appraise(self, cell: str, aim: Aim) -> None:
        """Where the commune has decided the level, the team proposes the award, or none."""
        team = self.place(cell, Body.appraisal_unit)
        appraiser, head = self.who(Role.appraiser, team), self.who(Role.appraisal_lead, team)
        if aim.award is not None:
            self.say_of_awards(cell, aim.award, appraiser)
            self.say_of_awards(cell, aim.award, head)
        elif not self.follows_decided_levels():
            self.score(cell, Layer.appraiser, appraiser)
            self.score(cell, Layer.panel, head)

    def _decide_above(self, cell: str, _aim: Aim) -> None:
        if self.process().kind is Kind.recognition:
            self.rate(cell)
        self.decide(self.place(cell, Body.authority_unit))
