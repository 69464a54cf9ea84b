"""The part of `checks` about versions of programmes and the campaigns that were opened on them."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from grading.models import Campaign, ProgrammeVersion
from grading.services.invariants import batches
from grading.services.invariants.format_checks import is_readable
from workflows import Finding


def versions_keep_their_text(session: Session) -> Iterator[Finding]:
    """Checks that the text and the programme of a version are the ones that were imported and published."""
    for version in batches.rows(session, select(ProgrammeVersion)):
        if not version.keeps_its_text():
            yield Finding.of("version_changed", version=version.id)


def two_people_publish(session: Session) -> Iterator[Finding]:
    """Checks that nobody published the own draft, that no command published what a command imported, and that a
    published version names its paper. The database refuses this too; a database whose constraints were dropped or
    switched off does not."""
    is_published, nobody = ProgrammeVersion.approved_at.is_not(None), ProgrammeVersion.approved_by_id.is_(None)
    alone = ProgrammeVersion.author_id == ProgrammeVersion.approved_by_id
    by_commands = is_published & nobody & ProgrammeVersion.author_id.is_(None)
    without_paper = is_published & ProgrammeVersion.paper_number.is_(None)
    for version in session.scalars(select(ProgrammeVersion).where(or_(alone, by_commands, without_paper))):
        yield _published_alone(version)


def _published_alone(version: ProgrammeVersion) -> Finding:
    """Returns the first of the faults for which `two_people_publish` names the version."""
    if version.author_id is not None and version.author_id == version.approved_by_id:
        return Finding.of("version_of_one_hand", version=version.id)
    if version.author_id is None and version.approved_by_id is None:
        return Finding.of("version_of_commands", version=version.id)
    return Finding.of("version_without_paper", version=version.id)


def campaigns_go_by_their_version(session: Session) -> Iterator[Finding]:
    """Checks that a campaign's own copy is the programme of the version that it was opened on. Copies of different
    formats are compared as what they say."""
    query = select(Campaign).where(Campaign.programme_version_id.is_not(None))
    for campaign in session.scalars(query.options(joinedload(Campaign.programme_version))):
        version = campaign.programme_version
        assert version is not None
        if not (is_readable(campaign, "programme") and is_readable(version, "programme")):
            continue
        if version.approved_at is None or version.programme != campaign.programme:
            yield Finding.of("campaign_off_version", campaign=campaign.id, version=version.id)
