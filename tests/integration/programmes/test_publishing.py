"""A second person publishes a draft; a campaign opens on a published version; a withdrawn one opens none."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grading.models import Campaign, Done, Event, ProgrammeVersion, VersionState
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.programmes import lookup, publishing
from grading.services.programmes.importing import IssuingPaper
from tests import issuing
from tests.issuing import BELOW, CHANGED, KEY, PAPER
from workflows import Role

UNKNOWN = IssuingPaper()


def found(season, name):
    with season.reading() as session:
        return lookup.named(session, name)


def refused(act, *given, **named):
    with pytest.raises(Refused) as refusal:
        act(*given, **named)
    return [reason.code for reason in refusal.value.reasons]


def open_on(season, name):
    version = found(season, name)
    season.campaign = "mau"
    season._open("mau", version.programme, programme_version_id=version.version_id)


def test_a_published_version_is_found_by_its_key_and_recorded(season):
    version_id = issuing.published(season)

    version = found(season, KEY).version
    with season.reading() as session:
        row = session.get_one(ProgrammeVersion, version_id)
        assert (version.id, row.state, row.approved_by.login) == (version_id, VersionState.published, "second.admin")
        event = session.scalars(select(Event).where(Event.done == Done.programme_published)).one()
        assert (event.subject_id, event.words.details["number"]) == (version_id, PAPER.number)


def test_the_author_cannot_publish(season):
    author = issuing.administrator(season, "first.admin")
    version_id = issuing.draft(season, by=author)

    assert refused(issuing.publish, season, version_id, by=author) == ["programme_same_person"]
    with pytest.raises(IntegrityError), season.writing() as session:
        session.execute(text("UPDATE programme_version SET approved_at = drafted_at, approved_by_id = author_id"))


def test_only_an_administrator_publishes(season):
    version_id = issuing.draft(season)
    inspector = season.make_account("kiem-tra", Role.inspector, "HU")

    with pytest.raises(Forbidden), season.acting(inspector) as (session, actor):
        publishing.publish(session, actor, session.get_one(ProgrammeVersion, version_id), PAPER)


def test_number_and_date_of_the_paper_are_asked_for_at_the_latest_when_publishing(season):
    version_id = issuing.draft(season, paper=UNKNOWN)

    assert refused(issuing.publish, season, version_id, paper=UNKNOWN) == ["programme_paper_missing"]
    issuing.publish(season, version_id, paper=PAPER)
    assert found(season, KEY).version.paper_number == PAPER.number


def test_a_draft_whose_regime_changed_since_is_not_published(season):
    issuing.published(season)
    child = issuing.draft(season, BELOW)
    issuing.published(season, CHANGED.replace("value: 0, assumed", "value: 1, assumed", 1))

    assert refused(issuing.publish, season, child) == ["programme_base_changed"]


def test_an_older_draft_does_not_replace_a_newer_published_version(season):
    older = issuing.draft(season)
    issuing.published(season, CHANGED)

    with pytest.raises(NotNow):
        issuing.publish(season, older)
    assert found(season, KEY).version.number == 2


def test_a_key_names_the_newest_published_version_and_a_number_any(season):
    issuing.published(season)
    issuing.draft(season, CHANGED)

    assert found(season, KEY).version.number == 1
    assert found(season, f"{KEY}@2").version.state is VersionState.draft
    assert found(season, "r2019").version is None
    for name in ("khong-co", f"{KEY}@3", "../r2019", "r2019@1"):
        assert refused(found, season, name) == ["programme_not_found"]


def test_a_campaign_opens_on_a_version_and_keeps_it(season):
    issuing.published(season)

    open_on(season, KEY)

    with season.reading() as session:
        campaign = session.scalars(select(Campaign)).one()
        assert campaign.programme_version.name == f"{KEY}@1"
        assert campaign.programme == campaign.programme_version.programme


@pytest.mark.parametrize("withdrawn", [False, True])
def test_no_campaign_opens_on_a_draft_or_on_a_withdrawn_version(season, withdrawn):
    version_id = issuing.draft(season)
    if withdrawn:
        issuing.withdraw(season, issuing.publish(season, version_id))

    assert refused(open_on, season, f"{KEY}@1") == ["programme_not_published"]


def test_a_withdrawn_version_says_why_and_its_campaign_goes_on(season):
    version_id = issuing.published(season)
    open_on(season, KEY)

    issuing.withdraw(season, version_id, "Thay bằng Hướng dẫn 15-HD/HU.")

    assert refused(found, season, KEY) == ["programme_not_found"]
    assert refused(issuing.withdraw, season, version_id) == ["programme_withdrawn_already"]
    with season.reading() as session:
        version = session.get_one(ProgrammeVersion, version_id)
        assert (version.state, version.withdrawal_reason) == (VersionState.withdrawn, "Thay bằng Hướng dẫn 15-HD/HU.")
        assert session.scalars(select(Campaign)).one().programme.key == KEY
        event = session.scalars(select(Event).where(Event.done == Done.programme_withdrawn)).one()
        assert event.words.reason == version.withdrawal_reason


def test_a_withdrawal_needs_a_reason(season):
    assert refused(issuing.withdraw, season, issuing.draft(season), " ") == ["programme_withdrawal_reason"]


def test_a_key_that_a_newer_service_ships_too_must_be_named_with_its_number(season, tmp_path, monkeypatch):
    issuing.published(season)
    monkeypatch.setattr(lookup.shipped, "every", lambda: {KEY: season.programme("r2019")})

    assert refused(found, season, KEY) == ["programme_name_twice"]
    assert found(season, f"{KEY}@1").version.number == 1
