"""Files of issuers become drafts of the installation: exactly what was previewed, all of it or nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from config.settings import PROGRAMMES
from grading.actors import command
from grading.models import Done, Event, FrozenRow, ProgrammeVersion, VersionState
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.programmes import importing
from grading.services.programmes.importing import IssuingPaper
from grading.services.programmes.planning import Status
from tests import issuing
from tests.issuing import BELOW, CHANGED, ISSUED, KEY, PAPER
from workflows import Role


def codes(plan):
    return [(row.status, [fault.code for fault in row.faults]) for row in plan.rows]


def stored(season):
    with season.reading() as session:
        return [row.name for row in session.scalars(select(ProgrammeVersion).order_by(ProgrammeVersion.id))]


def test_a_file_is_kept_byte_for_byte_with_its_paper_and_a_line_of_the_record(season):
    version_id = issuing.draft(season)

    with season.reading() as session:
        version = session.get_one(ProgrammeVersion, version_id)
        assert (version.name, version.state, version.text) == (f"{KEY}@1", VersionState.draft, ISSUED)
        assert (version.paper_number, version.paper_date) == (PAPER.number, PAPER.day)
        assert version.programme.extends == "r2019"
        assert version.keeps_its_text()
        event = session.scalars(select(Event).where(Event.done == Done.programme_drafted)).one()
        assert (event.subject_kind, event.subject_id) == ("programme_version", version_id)


def test_a_changed_file_gets_the_next_number_and_an_unchanged_file_none(season):
    issuing.draft(season)

    unchanged, changed = issuing.planned(season, mau=ISSUED), issuing.planned(season, mau=CHANGED)
    issuing.draft(season, CHANGED)

    assert codes(unchanged) == [(Status.unchanged, [])]
    assert [(row.status, row.name) for row in changed.rows] == [(Status.changed, f"{KEY}@2")]
    assert stored(season) == [f"{KEY}@1", f"{KEY}@2"]


def test_files_of_one_import_may_extend_each_other(season):
    plan = issuing.planned(season, xa=BELOW, huyen=ISSUED)

    assert [(row.status, row.name) for row in plan.rows] == [(Status.new, "xa-mau@1"), (Status.new, f"{KEY}@1")]


def test_a_file_extends_a_published_version_and_no_draft(season):
    version_id = issuing.draft(season)
    while_a_draft = issuing.planned(season, xa=BELOW)
    issuing.publish(season, version_id)

    assert codes(while_a_draft) == [(Status.refused, ["extends_missing"])]
    assert codes(issuing.planned(season, xa=BELOW)) == [(Status.new, [])]


@pytest.mark.parametrize(
    ("texts", "code", "place"),
    [
        ({"a": ISSUED.replace("pct: {value: 20", "pct: {value: hai mươi")}, "type", None),
        ({"a": ISSUED.replace(f"key: {KEY}", "key: r2019")}, "key_shipped", (3, 6)),
        ({"a": ISSUED.replace(f"key: {KEY}\n", "")}, "key_own", (2, 1)),
        ({"a": ISSUED, "b": CHANGED}, "key_twice", (3, 6)),
        ({"a": ISSUED.replace("extends: r2019", f"extends: {KEY}")}, "extends_cycle", (2, 10)),
        ({"a": b"\x89PNG"}, "not_utf8", (1, 1)),
        ({"a": b"key: " + b"x" * 300_000}, "file_large", (1, 1)),
    ],
)
def test_a_file_that_cannot_be_imported_is_named_with_line_and_column(season, texts, code, place):
    faults = [fault for row in issuing.planned(season, **texts).rows for fault in row.faults]

    assert [fault.code for fault in faults] == [code]
    assert place is None or (faults[0].line, faults[0].column) == place


def test_a_copy_of_a_shipped_file_is_not_imported(season):
    regime = (PROGRAMMES / "r2019.yaml").read_bytes()

    plan = issuing.planned(season, r2019=regime, mau=ISSUED)

    assert [row.status for row in plan.rows] == [Status.shipped, Status.new]
    assert plan.writes == 1


def test_a_key_stays_with_its_kind_of_programme(season):
    issuing.draft(season)
    title = (PROGRAMMES / "four-good.yaml").read_text(encoding="utf-8").replace("key: four-good", f"key: {KEY}", 1)

    assert codes(issuing.planned(season, mau=title)) == [(Status.refused, ["key_other"])]


def test_one_refused_file_keeps_the_others_out(season):
    plan = issuing.planned(season, a=ISSUED, b="key: [\n")

    with season.writing() as session, pytest.raises(Refused) as refusal:
        importing.import_files(session, command(season.now), plan, plan.digest, PAPER)

    assert [reason.code for reason in refusal.value.reasons] == ["programme_files_refused"]
    assert stored(season) == []


def test_what_changed_after_the_preview_is_refused(season):
    previewed, sent = issuing.planned(season, mau=ISSUED), issuing.planned(season, mau=CHANGED)

    with season.writing() as session, pytest.raises(NotNow) as refusal:
        importing.import_files(session, command(season.now), sent, previewed.digest, PAPER)

    assert [reason.code for reason in refusal.value.reasons] == ["programme_preview_stale"]
    assert stored(season) == []


def test_a_version_that_came_in_after_the_preview_makes_the_preview_stale(season):
    previewed = issuing.planned(season, mau=CHANGED)
    issuing.draft(season)

    with season.writing() as session, pytest.raises(NotNow):
        importing.import_files(session, command(season.now), previewed, previewed.digest, PAPER)

    assert stored(season) == [f"{KEY}@1"]


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (replace(PAPER, day=None), "programme_paper_half"),
        (replace(PAPER, number=" "), "programme_paper_half"),
        (replace(PAPER, issuer="x" * 201), "programme_paper_long"),
    ],
)
def test_a_paper_needs_number_and_date(season, paper, code):
    with pytest.raises(Refused) as refusal:
        issuing.draft(season, paper=paper)

    assert [reason.code for reason in refusal.value.reasons] == [code]


def test_only_administrators_and_commands_import(season):
    reader = season.make_account("doc", Role.inspector, "HU")

    with pytest.raises(Forbidden):
        issuing.draft(season, by=reader)


def test_a_draft_is_never_edited(season):
    version_id = issuing.draft(season, paper=IssuingPaper())

    with pytest.raises(FrozenRow), season.writing() as session:
        session.get_one(ProgrammeVersion, version_id).text = CHANGED
