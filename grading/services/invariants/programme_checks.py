"""The part of `checks` about versions of programmes and the campaigns that were opened on them."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from grading.models import Campaign, ProgrammeVersion
from grading.services.invariants import batches
from grading.services.invariants.format_checks import is_readable


def versions_keep_their_text(session: Session) -> Iterator[str]:
    """Checks that the text and the programme of a version are the ones that were imported and published."""
    for version in batches.rows(session, select(ProgrammeVersion)):
        if not version.keeps_its_text():
            yield f"version {version.name} was changed"


def two_people_publish(session: Session) -> Iterator[str]:
    """Checks that nobody published the own draft, that no command published what a command imported, and that a
    published version names its paper. The database refuses this too; a database whose constraints were dropped or
    switched off does not."""
    is_published, nobody = ProgrammeVersion.approved_at.is_not(None), ProgrammeVersion.approved_by_id.is_(None)
    alone = ProgrammeVersion.author_id == ProgrammeVersion.approved_by_id
    by_commands = is_published & nobody & ProgrammeVersion.author_id.is_(None)
    without_paper = is_published & ProgrammeVersion.paper_number.is_(None)
    for version in session.scalars(select(ProgrammeVersion).where(or_(alone, by_commands, without_paper))):
        yield f"version {version.name} was published by its author, or without a paper"


def campaigns_go_by_their_version(session: Session) -> Iterator[str]:
    """Checks that a campaign's own copy is the programme of the version that it was opened on. Copies of different
    formats are compared as what they say."""
    query = select(Campaign).where(Campaign.programme_version_id.is_not(None))
    for campaign in session.scalars(query.options(joinedload(Campaign.programme_version))):
        version = campaign.programme_version
        assert version is not None
        if not (is_readable(campaign, "programme") and is_readable(version, "programme")):
            continue
        if version.approved_at is None or version.programme != campaign.programme:
            yield f"campaign {campaign.id} goes by another programme than its version"
