"""docs/programmes.md is right about programme files: its table loads, prints, opens a campaign and gives a title."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from config.settings import PROGRAMMES, PROJECT
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.places import assumptions
from grading.services.dossiers import answers
from tests.integration.cli.place import Place
from tests.shipped import missing
from workflows import State

PAGE = (PROJECT / "docs" / "programmes.md").read_text(encoding="utf-8")
TABLE, OUTCOMES, RULE, CONDITIONS, QUOTAS, BALLOT, ADDITION = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
CELL = "HU-A-01"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "four-good-mau.yaml"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_table_of_the_page_leaves_no_value_open(table):
    programme = load(table)

    assert missing(programme) == ()
    assert assumptions(programme) == ()
    assert table.stem == programme.key


def test_the_table_of_the_page_is_printed_in_words(tmp_path, table):
    result = Place(tmp_path / "kept").run("programmes", table)

    assert result.exit_code == 0
    assert "Công nhận “Chi bộ 4 tốt” của tỉnh Mẫu" in result.stdout
    assert "I.1. Hoàn thành chỉ tiêu được giao (điểm tối đa: 40)" in result.stdout
    assert "Tổng điểm từ: 80" in result.stdout


def test_the_outcomes_of_the_page_give_the_table_a_degree(tmp_path, table):
    metric = "  - {key: models, name: {vi: Mô hình, en: Models}, unit: count, rule: {kind: sum}}\n"
    before = TABLE.partition("outcomes:\n")[0].replace("asked: [", f"{metric}asked: [models, ")
    table.write_text(before + OUTCOMES, encoding="utf-8")

    result = Place(tmp_path / "kept").run("programmes", table)

    assert result.exit_code == 0, result.stdout
    assert "Chi bộ 4 tốt tiêu biểu (TB, từ 90 điểm; trong số đạt “Chi bộ 4 tốt”)" in result.stdout


def test_the_rule_of_the_page_gives_points_by_its_figure(tmp_path):
    text = (PROJECT / "tests" / "programmes" / "own-points.yaml").read_text(encoding="utf-8")
    before, _old, after = re.split(r"(        given_by:\n(?:          .*\n)+)", text, maxsplit=1)
    (tmp_path / "own-points.yaml").write_text(f"{before}{indent(RULE, ' ' * 8)}{after}", encoding="utf-8")

    result = Place(tmp_path / "kept").run("programmes", tmp_path / "own-points.yaml")

    assert result.exit_code == 0
    assert "trên 50% đến dưới 75%: 2 điểm" in result.stdout


def test_the_condition_of_the_page_joins_clauses(tmp_path):
    text = (PROJECT / "tests" / "programmes" / "own-five-lists.yaml").read_text(encoding="utf-8")
    before, rest = text.split("  conditions:\n", maxsplit=1)
    scope = "scope: [cell_grassroots, committee_grassroots]\n"
    after = rest[rest.index("ballot:") : rest.index("examples:")]
    before = re.sub(r"asked: \[.*?\]", "asked: [study, courses]", before, flags=re.DOTALL)
    (tmp_path / "own-five-lists.yaml").write_text(f"{before}{indent(CONDITIONS, '  ')}{after}{scope}", encoding="utf-8")

    result = Place(tmp_path / "kept").run("programmes", tmp_path / "own-five-lists.yaml")

    assert result.exit_code == 0
    assert "- Đủ 3 điều kiện (Hướng dẫn 12-HD/TU, mục 4):" in result.stdout
    assert "- Ít nhất 2 trong 3 điều kiện:" in result.stdout


def test_a_mistake_in_the_table_of_the_page_is_reported_with_its_place(tmp_path, table):
    table.write_text(TABLE.replace("points: 40", "points: 45"), encoding="utf-8")

    result = Place(tmp_path / "kept").run("programmes", table)

    assert result.exit_code == 1
    assert re.search(r"four-good-mau\.yaml:\d+:\d+ /points_total: .*105", result.stderr)


def test_a_cell_receives_its_title_under_the_table_of_the_page(season, table, monkeypatch):
    monkeypatch.setattr(season, "programme", lambda _name: load(table))
    season.rate(CELL)
    season.open("model")
    season.answer(CELL)
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier):
        values = {"targets_total": 1000, "targets_met": 900, "households_helped": 300}
        answers.record_members(session, actor, dossier, values)
    season.vote(CELL, "for")
    season.attach(CELL)
    season.step(CELL, "submit", season.secretary(CELL))
    season.review(CELL)
    season.hand_on(CELL, State.certification)

    season.decide("HU", {CELL: "recognised"})

    assert season.state(CELL) is State.certified


def test_the_addition_of_the_page_extends_its_regime_and_names_what_is_missing(tmp_path):
    regime = (PROGRAMMES / "r2019.yaml").read_bytes()
    (tmp_path / "r2019.yaml").write_bytes(regime)
    path = tmp_path / "my-district-2022.yaml"
    path.write_text(ADDITION, encoding="utf-8")

    programme = load(path)

    assert [(quota.pct, quota.rounding) for quota in programme.quotas] == [(2000, "floor")]
    assert "/quota/base" in missing(programme)
    assert programme.years == (2019, 2022)


def test_every_file_and_section_that_the_page_points_to_is_there():
    files = set(re.findall(r"`([a-z0-9-]+\.yaml)`", PAGE)) - {"four-good-mau.yaml", "my-district-2022.yaml"}
    schema = (PROGRAMMES / "schema.json").read_text(encoding="utf-8")
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    parts = [part for line in rows for part in re.findall(r"`([^`]+)`", line) if not part.endswith(".yaml")]
    words = {word for part in parts for word in re.findall(r"[a-z_]+", part)}

    assert files
    assert {name for name in files if not (PROGRAMMES / name).is_file()} == set()
    assert {word for word in words if f'"{word}"' not in schema} == set()
