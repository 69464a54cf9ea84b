"""The command that lets an open campaign go by the newest process: it first says what would change."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import command
from grading.db import make_engine
from grading.models import Campaign
from grading.services.campaigns import processes
from tests.integration.cli.place import DEMO, OPENING, Place


@pytest.fixture
def opened(with_units: Place) -> Place:
    """A campaign that was opened before a cell could take its dossier back."""
    assert with_units.run("open-campaign", "--programme", DEMO, *OPENING).exit_code == 0
    engine = make_engine(f"sqlite:///{with_units.folder / 'grading.sqlite3'}")
    with Session(engine) as session:
        newest = processes.newest(session.scalars(select(Campaign)).one())
        older = replace(newest, steps=tuple(step for step in newest.steps if step.name != "take_back"))
        kept = processes.keep(session, command(clock.now()), older)
        session.execute(update(Campaign).values(process_digest=kept.digest))
        session.commit()
    engine.dispose()
    return with_units


def test_without_yes_the_command_says_what_would_change_and_changes_nothing(opened):
    first, second = opened.run("change-process", "thu"), opened.run("change-process", "thu")

    assert (first.exit_code, first.stdout) == (0, second.stdout)
    assert "Thêm, Lấy lại để sửa, Bí thư chi bộ" in first.stdout
    assert "HU-A-01: Đang soạn: không đổi" in first.stdout


def test_with_yes_and_a_reason_the_campaign_goes_by_the_newest_process(opened):
    silent = opened.run("change-process", "thu", "--yes")
    changed = opened.run("change-process", "thu", "Theo hướng dẫn mới.", "--yes")
    again = opened.run("change-process", "thu")

    assert silent.exit_code == 1
    assert "Chưa ghi lý do" in silent.stderr
    assert "thu: từ nay theo quy trình mới." in changed.stdout
    assert again.stdout.strip().endswith("đang theo quy trình mới nhất.")
