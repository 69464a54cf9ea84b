"""A second person publishes a draft; a campaign opens on a published version; a withdrawn one opens none."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grading.actors import command
from grading.models import Campaign, Done, Event, Office, ProgrammeVersion, VersionState
from grading.services.accounts import accounts, links, roles
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.invariants import checks
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


def given_by(season, giver: str, login: str, *, role: bool = True, link: bool = True) -> str:
    """Makes an administrator; this one gives the role or a password link, a command the other."""
    issuing.administrator(season, giver)
    season.make_account(login)
    with season.acting(giver) as (session, actor):
        account, at_the_server = accounts.find_account(session, login), command(season.now)
        since = season.now.date()
        roles.grant_role(session, actor if role else at_the_server, account, Role.admin, None, valid_from=since)
        links.reset_password(session, actor if link else at_the_server, account, "Quên mật khẩu")
    return login


@pytest.mark.parametrize(("role", "link"), [(True, False), (False, True)])
def test_an_account_that_the_author_appointed_or_gave_its_password_is_no_second_person(season, role, link):
    author = issuing.administrator(season, "first.admin")
    version_id = issuing.draft(season, by=author)
    second = given_by(season, author, "own.second", role=role, link=link)
    third = given_by(season, second, "own.third")

    for login in (second, third):
        assert refused(issuing.publish, season, version_id, by=login) == ["programme_same_hand"]
    issuing.publish(season, version_id, by=given_by(season, "other.admin", "others.second"))


def test_a_password_stays_the_authors_until_somebody_else_gives_another(season):
    author = issuing.administrator(season, "first.admin")
    version_id = issuing.draft(season, by=author)
    second = given_by(season, author, "second.of.others", role=False)

    with season.acting(author) as (session, actor):
        token = links.reset_password(session, actor, accounts.find_account(session, second), "Quên mật khẩu")
        links.set_password(session, token, "mot mat khau dai", now=season.now)
    with season.acting(second) as (session, actor):  # a link for oneself makes nobody independent
        token = links.reset_password(session, actor, actor.person, "Quên mật khẩu")
        links.set_password(session, token, "mot mat khau khac", now=season.now)
    assert refused(issuing.publish, season, version_id, by=second) == ["programme_same_hand"]
    with season.writing() as session:
        account = accounts.find_account(session, second)
        token = links.reset_password(session, command(season.now), account, "Quên mật khẩu")
    assert refused(issuing.publish, season, version_id, by=second) == [
        "programme_same_hand"
    ]  # the link is not used yet
    with season.writing() as session:
        links.set_password(session, token, "mot mat khau moi", now=season.now)

    issuing.publish(season, version_id, by=second)


def test_the_page_says_why_an_account_of_the_author_cannot_publish(season):
    author = issuing.administrator(season, "first.admin")
    version_id = issuing.draft(season, by=author)

    page = season.client(given_by(season, author, "own.second")).get(f"/programmes/{version_id}").text

    assert "mật khẩu của tài khoản này do người soạn first.admin cấp" in page


def test_a_command_publishes_what_a_person_drafted_and_names_nobody(season):
    version_id = issuing.draft(season, by=issuing.administrator(season, "first.admin"))

    publish_by_command(season, version_id)

    with season.reading() as session:
        row = session.get_one(ProgrammeVersion, version_id)
        event = session.scalars(select(Event).where(Event.done == Done.programme_published)).one()
        assert (row.state, row.approved_by, event.office) == (VersionState.published, None, Office.command)
        assert checks.run(session)["two_people_publish"] == []
    page = season.client("first.admin").get(f"/programmes/{version_id}").text
    assert "Lệnh tại máy chủ" in page


def test_a_command_does_not_publish_what_a_command_imported(season):
    version_id = issuing.draft(season)

    assert refused(publish_by_command, season, version_id) == ["programme_nobody"]
    with pytest.raises(IntegrityError), season.writing() as session:
        session.execute(text("UPDATE programme_version SET approved_at = drafted_at"))


def publish_by_command(season, version_id: int) -> None:
    with season.writing() as session:
        publishing.publish(session, command(season.now), session.get_one(ProgrammeVersion, version_id), PAPER)


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
