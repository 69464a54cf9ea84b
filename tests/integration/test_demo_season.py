"""The demonstration ends with the results of its source, and a second run changes nothing."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import Engine, create_engine, func, select, text
from sqlalchemy.orm import Session

from config.settings import PROJECT, Settings
from grading.db import make_engine
from grading.demo import play
from grading.demo.stage import RATING, SECOND_SEASON
from grading.demo.summary import contradictions
from grading.migrations import upgrade
from grading.models import Award, Base, Commendation, Decision, DecisionItem, Dossier, Figure, Move, Result, Unit
from grading.rules.derivation import Derivation, Ending
from grading.services.campaigns import campaigns, totals
from grading.services.invariants import checks
from grading.storage import Store
from workflows import State

OUTCOMES = PROJECT / "config" / "demo" / "giong-rieng" / "outcomes.csv"


@dataclass(frozen=True)
class Played:
    engine: Engine
    store: Store
    settings: Settings

    def again(self) -> str:
        out = io.StringIO()
        play(self.engine, self.store, self.settings, Console(file=out, width=160))
        return out.getvalue()


ON_POSTGRES = pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.soak])  # a smaller season runs always


@pytest.fixture(scope="module", params=["sqlite", ON_POSTGRES])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder}/grading.sqlite3"
    if request.param == "postgres":
        server: str = request.getfixturevalue("postgres")
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE demo TEMPLATE migrated STRATEGY file_copy"))
        admin.dispose()
        url = server.replace("/postgres?", "/demo?")
    settings = Settings(data=folder, demo=True, database_url=url, secret_key="k" * 40)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    season = Played(engine=engine, store=Store(folder / "files"), settings=settings)
    season.again()
    yield season
    engine.dispose()


def test_the_season_ends_with_the_results_of_the_source(played):
    with OUTCOMES.open(encoding="utf-8", newline="") as file:
        source_rows = {row["commune_code"]: row for row in csv.DictReader(file)}

    with Session(played.engine) as session:
        campaign = campaigns.find_campaign(session, RATING)
        units = {unit.id: unit.code for unit in session.scalars(select(Unit))}
        outcome_by_commune = {units[outcome.unit_id]: outcome for outcome in totals.outcomes(session, campaign)}

    for code, row in source_rows.items():
        outcome = outcome_by_commune[code]
        good_or_better = outcome.levels["EXCELLENT"] + outcome.levels["GOOD"]
        assert outcome.cells == int(row["cells"])
        assert good_or_better == int(row["good_or_better"])
        assert outcome.levels["EXCELLENT"] == int(row["excellent"])
        assert len(outcome.achievements) == int(row["commended"])
    assert "5 năm liền (2018 - 2022)" in outcome_by_commune["KG-GR-HT"].achievements[0]
    assert all("tiêu biểu năm 2022" in words for words in outcome_by_commune["KG-GR-TL"].achievements)


def test_the_summary_finds_the_six_contradictions_of_the_source_and_no_other(played):
    with Session(played.engine) as session:
        lines = contradictions(session, campaigns.find_campaign(session, RATING))

    numbers = [("160", "210"), ("2.767", "3.094"), ("60,4%", "65,3%"), ("15", "17,3"), ("121", "122"), ("120", "121")]
    assert len(lines) == len(numbers)
    for line, (reported, computed) in zip(lines, numbers, strict=True):
        assert reported in line
        assert computed in line
    assert [line.endswith("[đã giải trình]") for line in lines] == [True] * 4 + [False] * 2


def test_a_cell_that_rates_itself_excellent_beyond_the_quota_is_decided_good(played):
    with Session(played.engine) as session:
        lowered = session.execute(
            select(Unit.code, Result.proposed, Result.outcome)
            .join(Unit, Result.unit_id == Unit.id)
            .where(Result.proposed != Result.outcome, Result.period_id == 2022)
        ).all()

    assert [tuple(row) for row in lowered] == [("KG-GR-HT-09", "EXCELLENT", "GOOD")]


def test_the_dossiers_of_long_thanh_are_left_unfinished(played):
    with Session(played.engine) as session:
        states = session.execute(
            select(Dossier._state, func.count())
            .join(Unit, Dossier.unit_id == Unit.id)
            .where(Unit.code.startswith("KG-GR-LT"))
            .group_by(Dossier._state)
        ).all()

    assert {tuple(row) for row in states} == {(State.draft, 11), (State.commune_review, 7)}


def test_each_desk_of_the_district_finds_work_in_the_second_campaign(played):
    with Session(played.engine) as session:
        states = session.execute(
            select(Dossier._state, func.count())
            .join(Unit, Dossier.unit_id == Unit.id)
            .where(Unit.code.startswith("KG-GR-TD"))
            .group_by(Dossier._state)
        ).all()

    assert dict(tuple(row) for row in states) == {
        State.draft: 1, State.commune_review: 1, State.appraisal: 2, State.certification: 2,
    }  # fmt: skip


def test_every_invariant_holds_after_the_demonstration(played):
    with Session(played.engine) as session:
        broken = {name: faults for name, faults in checks.run(session, played.store).items() if faults}

    assert broken == {}


def test_a_second_run_says_the_same_and_adds_no_row(played):
    def rows() -> dict[str, int]:
        with played.engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in Base.metadata.sorted_tables
            }

    before, first = rows(), played.again()

    assert rows() == before
    assert played.again() == first


def test_the_papers_have_readable_file_names_and_are_marked_as_demonstration(played):
    with Session(played.engine) as session:
        papers = papers_of(session, RATING)
        file_names = [Path(f"{paper.register_no}-{paper.award.dossier.unit.code}.pdf") for paper in papers]
        assert all(paper.facts["mark"] == "demo" and paper.facts["signer_name"] is None for paper in papers)

    folder = played.settings.data / "commendations" / RATING
    assert sorted(path.name for path in folder.iterdir()) == [str(path) for path in file_names]
    assert [str(path) for path in file_names] == ["1-KG-GR-HT-01.pdf", "2-KG-GR-TL-07.pdf", "3-KG-GR-TL-08.pdf"]


def papers_of(session: Session, campaign: str) -> list[Commendation]:
    of_campaign = Commendation.award.has(Award.decision.has(Decision.campaign.has(code=campaign)))
    return list(session.scalars(select(Commendation).where(of_campaign).order_by(Commendation.register_no)))


def decided_in(session: Session, year: int) -> dict[str, str]:
    query = select(Unit.code, Result.outcome).join(Unit, Result.unit_id == Unit.id).where(Result.period_id == year)
    return {code: outcome for code, outcome in session.execute(query)}


def test_the_committees_of_2025_decide_their_cells_before_the_commune_decides_on_them(played):
    handed_on = (
        select(Unit.code, Move.at)
        .join(Dossier, Move.dossier_id == Dossier.id)
        .join(Unit, Dossier.unit_id == Unit.id)
        .where(Unit.code.startswith("GD"), Move.step.in_(["endorse", "certify"]))
        .order_by(Move.id)
    )
    with Session(played.engine) as session:
        order = [code for code, _at in session.execute(handed_on)]

    for committee in ("GD-TH", "GD-CT"):
        of_its_cells = [place for place, code in enumerate(order) if code.startswith(f"{committee}-")]
        assert max(of_its_cells) < order.index(committee)


def test_the_quarter_of_2025_is_noted_before_the_year_is_decided(played):
    query = select(Result.period_id, Result.source).join(Result.unit).where(Unit.code == "GD-TH-05")
    with Session(played.engine) as session:
        assert session.execute(query.order_by(Result.id)).all() == [(202544, "noted"), (2025, "")]


def test_the_figures_of_a_committee_of_2025_follow_from_its_cells(played):
    with Session(played.engine) as session:
        figures = session.execute(
            select(Unit.code, Figure.metric, Figure.value)
            .join(Unit, Figure.unit_id == Unit.id)
            .where(Figure.source == "subordinates")
        ).all()

    assert {tuple(row) for row in figures} == {
        ("GD-TH", "organisations_rated", 500), ("GD-TH", "organisations_good_or_better", 500),
        ("GD-TH", "organisations_completed_or_better", 500),
        ("GD-CT", "organisations_rated", 400), ("GD-CT", "organisations_good_or_better", 200),
        ("GD-CT", "organisations_completed_or_better", 400),
    }  # fmt: skip


def test_2025_ends_with_a_level_for_every_organisation_and_keeps_the_quota(played):
    with Session(played.engine) as session:
        levels = decided_in(session, 2025)

    assert len(levels) == 15
    assert {code for code, level in levels.items() if level == "EXCELLENT"} == {"GD-TH-01", "GD-01"}
    assert levels["GD-TH-02"] == levels["GD-TH"] == "GOOD"  # Both are excellent by the rules; the quota has no room.
    assert levels["GD-TH-04"] == "GOOD"  # It has 93 points, but too few tasks beyond the required ones.


def test_a_level_of_2025_that_no_rule_gives_is_decided_with_a_reason(played):
    with Session(played.engine) as session:
        item = session.scalars(
            select(DecisionItem).where(DecisionItem.dossier.has(Dossier.unit.has(code="GD-CT-01")))
        ).one()
        derivation = Derivation.from_json(item.derivation)

    assert derivation.ending is Ending.no_match
    assert item.outcome == "COMPLETED"
    assert "19/20 nhiệm vụ" in item.reason


def test_the_commendations_of_2025_are_given_by_the_committee_that_decided(played):
    with Session(played.engine) as session:
        papers = {code: papers_of(session, code) for code in SECOND_SEASON}
        winners = {code: [paper.award.dossier.unit.code for paper in printed] for code, printed in papers.items()}
        marks = {paper.facts["mark"] for printed in papers.values() for paper in printed}

    assert winners == {"rating-2025-gd-th": ["GD-TH-01"], "rating-2025-gd-ct": [], "rating-2025-gd": ["GD-01"]}
    assert marks == {"demo"}


def test_the_decisions_of_the_demonstration_have_invented_numbers(played):
    with Session(played.engine) as session:
        numbers = set(session.scalars(select(Decision.number)))

    assert numbers == {"00-QĐ/ĐU", "00-QĐ/HU"}
