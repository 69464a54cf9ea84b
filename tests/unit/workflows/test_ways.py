"""The way of a dossier from desk to desk is read from the table of its process."""

from dataclasses import replace

import pytest

from workflows import ENDS, PROCESSES, Body, Role, Side, State, Step, body_of, on_the_way, onward, way

LIGHT = PROCESSES["light_rating"]


def made(name, source, dest, *, is_onward=True):
    return Step(name=name, source=source, dest=dest, role=Role.appraiser, side=Side.appraise, onward=is_onward)


TABLE = replace(
    LIGHT,
    steps=(
        made("drop", State.draft, State.withdrawn, is_onward=False),
        made("send", State.draft, State.commune_review),
        made("return", State.commune_review, State.draft, is_onward=False),
        made("pass", State.commune_review, State.appraisal),
        made("end", State.appraisal, State.certified),
    ),
)


def test_the_way_is_every_step_onward_from_draft_to_the_end():
    steps = way(TABLE)

    assert [step.name for step in steps] == ["send", "pass", "end"]
    assert on_the_way(TABLE) == (State.draft, State.commune_review, State.appraisal, State.certified)


def test_a_part_of_the_way_begins_and_ends_at_the_named_states():
    steps = way(TABLE, State.commune_review, State.appraisal)

    assert [step.name for step in steps] == ["pass"]
    assert way(TABLE, State.appraisal, State.appraisal) == ()


@pytest.mark.parametrize(("source", "dest"), [(State.draft, State.withdrawn), (State.appraisal, State.draft)])
def test_there_is_no_way_onward_to_a_state_beside_the_way_or_behind(source, dest):
    with pytest.raises(LookupError, match=f"no way onward from {source} to {dest}"):
        way(TABLE, source, dest)


@pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
def test_the_way_of_a_process_passes_every_desk_and_ends_once(process):
    *desks, end = on_the_way(process)

    assert desks == [state for state in process.states if onward(process, state)]
    assert end in ENDS


def test_a_role_without_a_seat_stands_on_no_organisation():
    assert body_of(LIGHT, Role.commune_reviewer) is Body.review_unit
    with pytest.raises(LookupError, match="admin has no seat"):
        body_of(LIGHT, Role.admin)
