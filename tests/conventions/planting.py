"""Writes the marked values of tests/conventions/marks.py into the town, each into a field that only its readers may
read."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import command
from grading.models import (
    Account,
    Assessment,
    AwardOpinion,
    Ballot,
    Decision,
    DecisionState,
    Dossier,
    Evidence,
    Figure,
    HalfYearReview,
    MonthCounts,
    Registration,
    Score,
    Stage,
)
from grading.services.accounts import links
from grading.services.campaigns import deadlines
from grading.services.figures.handed_over import SELF_ASSESSMENT
from grading.services.members import members_decided
from tests.conventions.town import CELLS, Town
from tests.seats import get
from workflows import Layer, Role, State

_DRAFT = CELLS[State.draft]


def plant(town: Town) -> None:
    season = town.season
    season.campaign = "rating"
    with season.writing() as session:
        people = {row.login: row for row in session.scalars(select(Account))}
        appraiser = people[town.logins["appraiser"]]
        third = people[season.who(Role.appraiser, "HU")]
        dossiers = {name: session.get_one(Dossier, id_) for name, id_ in town.ids.items() if name in _MARKED}
        _mark_draft(session, town, dossiers["dossier draft"])
        _remove_file(session, town, dossiers["dossier draft"], "dau-tep-da-go")
        _remove_file(session, town, dossiers["dossier commune_review"], "dau-tep-bo-truoc-khi-gui")
        _mark_year(session, town)
        _mark_returned(dossiers["returned draft"])
        _mark_sent_figure(session, dossiers["dossier commune_review"])
        _mark_decided_figure(session, town, dossiers["dossier commune_review"], people[town.logins["reviewer"]])
        sent = _layer(dossiers["dossier commune_review"], Layer.commune)
        _mark_scores(sent, "dau-tang-xa")
        sent.words = "dau-nhan-xet-xa"
        _mark_levels(session, town, dossiers["title appraisal"], appraiser, third)
        _mark_awards(session, town, dossiers, appraiser)
        _mark_decisions(session)
        _mark_registration(session.get_one(Registration, town.ids["registration confirmed"]))
        links.reset_password(session, command(season.now), people[town.logins["nobody"]], "dau-ly-do-cap-lai")
    season.count_members(_DRAFT, members_official=83402, members_rated=83403, members_good=83400)
    with season.with_dossier(season.reviewer(_DRAFT), _DRAFT) as (session, actor, dossier):
        deadlines.move(session, actor, dossier, dossier.last_day + timedelta(days=3), "dau-ly-do-lui-han")


_MARKED = {
    "dossier draft", "returned draft", "dossier commune_review", "title appraisal", "dossier appraisal",
}  # fmt: skip


def _mark_draft(session: Session, town: Town, dossier: Dossier) -> None:
    _mark_scores(_layer(dossier, Layer.self_), "dau-tra-loi")
    [kept], now = dossier.evidence, town.season.now
    kept.name = "dau-tep-dinh-kem.pdf"
    counts = {name: 84410 for name in ("official", "present", "issued", "returned", "valid")}
    votes = {option: 84410 if number == 0 else 0 for number, option in enumerate(dossier.programme.ballot_options)}
    session.add(Ballot(dossier_id=dossier.id, held_on=date(2022, 12, 6), invalid=0, votes=votes,
                       saved_at=now, **counts))  # fmt: skip


def _mark_year(session: Session, town: Town) -> None:
    of = {"unit_id": get(session, _DRAFT).id, "year": 2022, "saved_at": town.season.now}
    session.add(HalfYearReview(held_on=date(2022, 6, 30), due=10, present=10, on_track=3, behind=1,
                               words="dau-so-ket", **of))  # fmt: skip
    session.add(MonthCounts(month=1, deeds=85400, groups=1, followed=1, **of))


def _remove_file(session: Session, town: Town, dossier: Dossier, name: str) -> None:
    """Adds a file that the cell removed from its draft, and its id under its name."""
    file, now = dossier.evidence[0], town.season.now
    row = Evidence(dossier_id=dossier.id, criterion=file.criterion, name=f"{name}.pdf", sha256=file.sha256,
                   by_id=file.by_id, at=now, removed_at=now)  # fmt: skip
    session.add(row)
    session.flush()
    town.ids[name] = row.id


def _mark_sent_figure(session: Session, dossier: Dossier) -> None:
    """Adds a count that the unit typed just before it sent this dossier."""
    before = dossier.moves[0].at - timedelta(milliseconds=1)
    session.add(Figure(unit_id=dossier.unit_id, period_id=dossier.campaign.period_id, metric="households_assigned",
                       value=8641000, source=SELF_ASSESSMENT, at=before))  # fmt: skip


def _mark_decided_figure(session: Session, town: Town, dossier: Dossier, reviewer: Account) -> None:
    """Adds a count of members by level that the commune has entered as decided."""
    session.add(Figure(unit_id=dossier.unit_id, period_id=dossier.campaign.period_id, metric="members_good",
                       value=8741000, stage=Stage.decided, source=members_decided.SOURCE, dossier_id=dossier.id,
                       by_id=reviewer.id, at=town.season.now))  # fmt: skip


def _mark_returned(dossier: Dossier) -> None:
    _mark_scores(_layer(dossier, Layer.self_), "dau-soan-lai")
    dossier.kept_as_sent = {key: "dau-giu-nguyen" for key in (dossier.moves[-1].criteria)}
    _mark_scores(_layer(dossier, Layer.commune), "dau-xa-truoc-khi-tra")


def _mark_levels(session: Session, town: Town, dossier: Dossier, appraiser: Account, third: Account) -> None:
    """Lets one appraiser begin, another finish, and the head write what the team agrees on."""
    now, key = town.season.now, dossier.programme.criteria[0].key

    def layer(kind: Layer, words: str, points: int, **given: object) -> Assessment:
        score = Score(criterion=key, points=points, words=words, saved_at=now)
        return Assessment(dossier_id=dossier.id, layer=kind, words=words, scores=[score], **given)

    session.add_all(
        [
            layer(Layer.appraiser, "dau-tham-dinh-rieng", 2317, by_id=appraiser.id),
            layer(Layer.appraiser, "dau-tham-dinh-xong", 2519, by_id=third.id, finished_at=now),
            layer(Layer.panel, "dau-to-thong-nhat", 2519),
        ]
    )


def _mark_awards(session: Session, town: Town, dossiers: Mapping[str, Dossier], appraiser: Account) -> None:
    for name, words, by_id in (
        ("dossier appraisal", "dau-y-kien-khen", appraiser.id),
        ("dossier appraisal", "dau-to-de-nghi-khen", None),
    ):
        session.add(AwardOpinion(dossier_id=dossiers[name].id, ground="Y", by_id=by_id, in_favour=True, words=words,
                                 saved_by_id=appraiser.id, saved_at=town.season.now))  # fmt: skip


def _mark_decisions(session: Session) -> None:
    by_state = {row.state: row for row in session.scalars(select(Decision))}
    by_state[DecisionState.drafted].items[0].reason = "dau-nghi-quyet"
    by_state[DecisionState.voted].awards[0].unproposed_reason = "dau-bieu-quyet"


def _mark_registration(row: Registration) -> None:
    row.works[0].note = "dau-tien-do-viec"
    row.checked_on, row.check_words = date(2022, 6, 30), "dau-kiem-tra-giua-nam"


def _layer(dossier: Dossier, layer: Layer) -> Assessment:
    return next(each for each in dossier.assessments if each.layer is layer)


def _mark_scores(layer: Assessment, words: str) -> None:
    for score in layer.scores:
        score.words = words
