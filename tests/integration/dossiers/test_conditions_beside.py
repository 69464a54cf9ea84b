"""Conditions read outcomes and figures of other years, types and kinds; many dossiers need no more queries than one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event, select

from grading.models import Dossier, Result, Subject
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Condition, Join, Operator
from grading.rules.programmes.parts.operands import OtherFigure, OutcomeOf, UnitIs, Year
from grading.rules.programmes.parts.texts import Text
from grading.rules.standings import Standing
from grading.services.dossiers import derivations
from grading.services.dossiers.answers import own_layer
from grading.services.dossiers.beside import beside_each
from grading.services.dossiers.history import receipt
from grading.services.dossiers.papers import paper_facts
from grading.services.dossiers.revisions import is_still
from grading.services.dossiers.titles import title_of, title_then
from grading.services.figures import figures
from grading.services.results.results import in_force, put_in_force
from tests.integration.pages import text_of
from tests.season import Season
from tests.seats import get
from tests.shipped import shipped
from workflows import Kind

CELL, CELLS = "HU-A-01", ("HU-A-01", "HU-A-02", "HU-A-03")
LAST_YEAR = OutcomeOf(of="rating", at_least="GOOD", years_ago=(1,))
NOT_MORE = OtherFigure(figure="members_rated", year=Year.last)
KINDS = UnitIs(kinds=("cell_subordinate",))
HAMLET = UnitIs(types=("hamlet",))
TITLE = OutcomeOf(of="four_good", at_least="recognised", years_ago=(1,))
CONDITIONS = (
    Condition(key="last_year", source="thử nghiệm", outcome_of=LAST_YEAR),
    Condition(
        key="not_more", source="thử nghiệm", figure="members_rated", operator=Operator.at_most, value_of=NOT_MORE
    ),
    Condition(
        key="kind_or_type", source="thử nghiệm", join=Join.any, parts=(Clause(unit_is=KINDS), Clause(unit_is=HAMLET))
    ),
    Condition(key="title", source="thử nghiệm", outcome_of=TITLE),
)


def with_conditions(programme: Programme) -> Programme:
    rule = programme.outcome(Level.EXCELLENT)
    asking = replace(rule, conditions=(*rule.conditions, *CONDITIONS))
    return replace(programme, outcomes=(asking, *programme.outcomes[1:]))


def with_demands(programme: Programme) -> Programme:
    asked = (CONDITIONS[0], replace(CONDITIONS[2], sentence=Text(vi="Là chi bộ của xã", en="A cell of the commune")))
    (rule,) = programme.outcomes
    return replace(programme, outcomes=(replace(rule, conditions=asked),))


@pytest.fixture
def asking(season: Season) -> Season:
    season.programme = lambda name: with_conditions(shipped(name))
    season.open()
    return season


def standings(season: Season) -> dict[str, Standing]:
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        derived = derivations.of_dossiers(session, dossier.campaign, [dossier])[dossier.id]
        keys = {condition.key for condition in CONDITIONS}
        examined = derived.rung(Level.EXCELLENT).conditions
        return {each.condition.key: each.standing for each in examined if each.condition.key in keys}


def give_last_year(season: Season, members: int) -> None:
    with season.acting(season.secretary(CELL)) as (session, actor):
        unit, values = get(session, CELL), {"members_rated": members}
        figures.report(session, actor, unit.id, 2021, values, source="import")


def give_title(season: Season, outcome: str) -> None:
    with season.writing() as session:
        unit = get(session, CELL)
        title = Result(
            unit_id=unit.id, period_id=2021, kind=Kind.recognition, programme_key="four-good", model="four_good",
            outcome=outcome, subject=Subject.organisation, source="thử nghiệm", at=season.now,
        )  # fmt: skip
        put_in_force(session, [title], in_force(session, [unit.id]))


def number_of_queries(season: Season, asked: Callable[[], object]) -> int:
    statements: list[str] = []

    def note(*query):
        statements.append(query[2])

    event.listen(season.engine, "before_cursor_execute", note)
    asked()
    event.remove(season.engine, "before_cursor_execute", note)
    return len(statements)


def test_what_nobody_recorded_of_other_years_is_not_known(asking):
    asking.fill_in(CELL)

    assert standings(asking) == {
        "last_year": Standing.unknown,
        "not_more": Standing.unknown,
        "kind_or_type": Standing.holds,
        "title": Standing.unknown,
    }


def test_the_rating_and_the_figures_of_the_year_before_decide(asking):
    asking.fill_in(CELL)
    asking.rate(CELL, "GOOD", 2021)
    asking.rate(CELL, "NOT_COMPLETED", 2020)
    give_last_year(asking, 999)

    found = standings(asking)

    assert (found["last_year"], found["not_more"]) == (Standing.holds, Standing.fails)


def test_the_page_says_what_a_condition_that_joins_others_lacks(asking):
    asking.fill_in(CELL)
    asking.rate(CELL, "COMPLETED", 2021)

    page = text_of(asking.client(asking.secretary(CELL)).get(f"/dossiers/{asking.dossier_id(CELL)}/level").text)

    assert "Được xếp loại từ “Hoàn thành tốt nhiệm vụ” trở lên; kết quả năm trước: Hoàn thành nhiệm vụ" in page
    assert "Chưa có số liệu “" in page


@pytest.mark.parametrize(("outcome", "standing"), [("recognised", Standing.holds), ("declined", Standing.fails)])
def test_a_title_of_the_year_before_decides(asking, outcome, standing):
    asking.fill_in(CELL)

    give_title(asking, outcome)

    assert standings(asking)["title"] is standing


def test_a_title_asks_for_more_than_figures_on_its_page_and_its_report(season):
    season.programme = lambda name: with_demands(shipped(name))
    season.open("four", programme="demo-four-good")
    season.rate(CELL, "COMPLETED", 2021)
    season.submit(CELL)

    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        title = title_of(session, dossier, own_layer(dossier))
        printed = [(demand.asked, demand.found, demand.standing) for demand in paper_facts(session, dossier).demands]

    assert [demand.standing for demand in title.demands[-2:]] == [Standing.fails, Standing.holds]
    assert title.demands[-2].reason.code == "recognition_condition"
    asked = "Được xếp loại từ “Hoàn thành tốt nhiệm vụ” trở lên năm trước"
    assert printed[-2:] == [
        (asked, "Hoàn thành nhiệm vụ", "Chưa đạt"),
        ("Là chi bộ của xã", "Đạt 1 trong 2 điều kiện", "Đạt"),
    ]


@pytest.mark.parametrize("cells", [CELLS[:1], CELLS])
def test_many_dossiers_need_as_many_queries_as_one(asking, cells):
    for cell in cells:
        asking.fill_in(cell)
    with asking.reading() as session:
        ids = [asking.dossier_id(cell) for cell in cells]
        dossiers = session.scalars(select(Dossier).where(Dossier.id.in_(ids))).all()
        assert len({dossier.campaign.id for dossier in dossiers}) == 1

        number = number_of_queries(asking, lambda: beside_each(session, dossiers))

    assert number == 3


def test_a_programme_that_reads_none_of_it_asks_nothing(season):
    season.open()
    with season.reading() as session:
        dossiers = session.scalars(select(Dossier)).all()
        assert dossiers
        assert dossiers[0].campaign.programme.outcomes

        number = number_of_queries(season, lambda: beside_each(session, dossiers))

    assert number == 0


def test_what_was_handed_on_keeps_the_outcomes_and_figures_that_its_conditions_read(asking):
    asking.rate(CELL, "GOOD", 2021)
    give_last_year(asking, 999)
    asking.submit(CELL)
    asking.rate(CELL, "COMPLETED", 2021)

    with asking.reading() as session:
        dossier = session.get_one(Dossier, asking.dossier_id(CELL))
        frozen = receipt(dossier).revision.frozen
        is_the_same = is_still(session, dossier, receipt(dossier).revision)

    assert (frozen.before, frozen.outcomes, frozen.registered) == ({"members_rated": 999}, {"rating/1": "GOOD"}, None)
    assert not is_the_same


def test_the_report_of_a_title_as_sent_says_the_outcome_that_it_was_sent_with(season):
    season.programme = lambda name: with_demands(shipped(name))
    season.open("four", programme="demo-four-good")
    season.rate(CELL, "COMPLETED", 2021)
    season.submit(CELL)
    season.rate(CELL, "EXCELLENT", 2021)

    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        sent = title_then(session, dossier, receipt(dossier).revision.frozen)
        now = title_of(session, dossier, own_layer(dossier))

    assert [title.demands[-2].standing for title in (sent, now)] == [Standing.fails, Standing.holds]
