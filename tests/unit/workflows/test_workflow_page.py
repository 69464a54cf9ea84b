"""The documentation shows what the tables say."""

import pytest

from workflows import PROCESSES, State
from workflows.diagram import mermaid
from workflows.matrix import BEGIN, END, PAGE, document, matrix, reading_matrix, step_table, write

TABLE = PROCESSES["three_tier_recognition"]


def test_the_page_matches_the_tables():
    page = PAGE.read_text(encoding="utf-8")

    shown = page.partition(BEGIN)[2].partition(END)[0].strip()

    assert shown == document(), "docs/process.md is out of date: run python -m workflows.matrix"


def test_rewriting_keeps_what_a_person_wrote(tmp_path):
    page = tmp_path / "process.md"
    page.write_text(f"# Bốn Tốt\n\n{BEGIN}\nold\n{END}\n\nAfterwards.\n", encoding="utf-8")

    write(page)
    write(page)

    assert page.read_text(encoding="utf-8") == f"# Bốn Tốt\n\n{BEGIN}\n\n{document()}\n\n{END}\n\nAfterwards.\n"


def test_a_page_without_markers_is_left_alone(tmp_path):
    page = tmp_path / "process.md"
    page.write_text("# Mine\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"process\.md lacks"):
        write(page)

    assert page.read_text(encoding="utf-8") == "# Mine\n"


def test_the_diagram_draws_every_step_and_every_end():
    lines = mermaid(TABLE).splitlines()

    assert lines[:2] == ["stateDiagram-v2", "    [*] --> draft"]
    assert "    withdrawn --> draft: reopen (cell_secretary)" in lines
    assert len([line for line in lines if "(" in line]) == len(TABLE.steps)
    assert [line.split()[0] for line in lines if line.endswith("--> [*]")] == [
        State.certified,
        State.rejected,
        State.declined,
        State.withdrawn,
        State.discontinued,
    ]


def test_the_matrix_has_a_row_for_each_state_and_no_column_for_the_administrator():
    for grid in (matrix(TABLE), reading_matrix(TABLE)):
        head, _, *rows = grid.splitlines()
        assert [row.split(" | ")[0] for row in rows] == [f"| {state}" for state in TABLE.states]
        assert "admin" not in head


def test_the_step_table_says_what_a_step_needs():
    row = next(line for line in step_table(TABLE).splitlines() if "**withdraw** | withdrawn" in line)

    assert row == "| draft | **withdraw** | withdrawn | cell_secretary | a reason |"
