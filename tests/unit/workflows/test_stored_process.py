"""A stored table is read as it was written, whatever the program's own tables are by then."""

import json
from dataclasses import replace

import pytest

from config.settings import PROJECT
from workflows import PROCESSES, Body, Role, State, sights_of, stored, way

GOLDEN = sorted(
    [*(PROJECT / "grading/migrations/processes").glob("*.json"), *(PROJECT / "tests/golden/processes").glob("*.json")]
)
ANY = PROCESSES["three_tier_recognition"]


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_a_table_comes_back_as_it_was_stored(process):
    read = stored.from_text(stored.to_text(process))

    assert (read.steps, read.acts, read.seats, read.sittings) == (
        process.steps, process.acts, process.seats, process.sittings,
    )  # fmt: skip
    assert (read.name, read.states) == (process.name, process.states)


@pytest.mark.parametrize("path", GOLDEN, ids=[f"{path.parent.parent.name}-{path.stem}" for path in GOLDEN])
def test_every_table_that_was_ever_stored_is_read_row_by_row(path):
    text = path.read_text(encoding="utf-8").strip()
    rows = json.loads(text)

    table = stored.from_text(text)

    assert [(step.name, step.source, step.role) for step in table.steps] == [
        (row["name"], row["source"], row["role"]) for row in rows["steps"]
    ]
    assert sum(len(act.guards) for act in table.acts) == sum(len(row["guards"]) for row in rows["acts"])
    assert not any(step.by_task_only for step in table.steps) or rows["format"] > 1


def test_a_table_of_a_format_to_come_is_refused():
    table = json.loads(stored.to_text(ANY)) | {"format": stored.FORMAT + 1}

    with pytest.raises(stored.UnknownMember, match=f"format {stored.FORMAT + 1}; this version reads 1, "):
        stored.from_text(json.dumps(table))


def test_every_format_has_a_table_among_the_golden_files():
    formats = {json.loads(path.read_text(encoding="utf-8"))["format"] for path in GOLDEN}

    assert formats == stored.READABLE


def test_a_changed_row_changes_the_digest():
    changed = replace(ANY, steps=(replace(ANY.steps[0], guards=()), *ANY.steps[1:]))

    digests = {stored.digest_of(stored.to_text(process)) for process in (*PROCESSES.values(), changed)}

    assert len(digests) == len(PROCESSES) + 1


@pytest.mark.parametrize(
    ("place", "name"),
    [(("steps", 0, "guards"), ["is_raining"]), (("steps", 0, "role"), "mayor"), (("acts", 0, "states"), ["limbo"])],
)
def test_a_table_with_an_unknown_member_is_refused(place, name):
    table = json.loads(stored.to_text(ANY))
    rows, number, field = place
    table[rows][number][field] = name

    with pytest.raises(stored.UnknownMember):
        stored.from_text(json.dumps(table))


def test_the_secretary_of_a_commune_that_decides_sees_a_dossier_from_the_review_on():
    seen = {
        sight.state
        for sight in sights_of(ANY)
        if (sight.role, sight.body) == (Role.authority_secretary, Body.review_unit) and sight.only_if_sits
    }

    assert seen == set(ANY.states) - {State.draft, State.withdrawn}


def test_under_two_tiers_only_the_authority_sits():
    sights = sights_of(PROCESSES["two_tier_rating"])

    assert {sight.body for sight in sights if sight.role is Role.authority_secretary} == {Body.authority_unit}
    assert not any(sight.only_if_sits for sight in sights)


def test_nobody_of_the_team_sees_a_dossier_before_its_appraisal():
    states = {sight.state for sight in sights_of(ANY) if sight.role is Role.appraiser}

    before = {step.source for step in way(ANY, dest=State.appraisal)}
    assert states == set(ANY.states) - before - {State.withdrawn, State.discontinued}
