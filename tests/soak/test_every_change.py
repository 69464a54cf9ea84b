"""Every column of every table is changed once in an issued season, and rows are deleted and added: the checks find what
binds what ended, and what they do not find is named here with the reason."""

import pytest

from tests.changed_rows import Change, all_changes, is_found
from tests.commended import commend
from tests.season import Season

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]

ENDED = frozenset(
    {
        "assessment", "award", "award_opinion", "ballot", "campaign", "commendation", "decision", "decision_item",
        "dossier", "evidence", "figure", "move", "period", "process", "process_sight", "quota_exception",
        "register_counter", "result", "result_in_force", "revision", "score", "stored_file",
    }
)  # fmt: skip
"""The tables of what ends or is issued."""
_BOOKKEEPING = "bookkeeping of the service: nothing that was decided"
_NOT_ENDED = "lives on after a season: later acts change it lawfully, and only their lines in the record are chained"
_ASKED = "an errand: what it gave is bound where it lies"
UNBOUND = {
    **dict.fromkeys(("account", "role_grant", "unit", "unit_period"), _NOT_ENDED),
    **dict.fromkeys(("job", "job_line"), _ASKED),
    **dict.fromkeys(("unit_word", "account_word"), "by these a search finds; they follow from the names"),
    "event_words.deleted": "words may be deleted, as the law asks; the chain stays whole",
    "figure.added": "a newer row is a report or a correction that came later; what was decided stays",
    "figure.source": "the value is bound; its source is printed nowhere",
    "figure.dossier_id": "only the value is frozen",
    "figure.by_id": "the line of the record names the author",
    "revision.dossier_id": "the move names the revision by its digest; only a decision's revision is sealed",
    "revision.at": "the move beside it is chained with its time",
    "process.stored_at": "the digest of a table leaves the time out",
    **dict.fromkeys(("dossier.due_on", "dossier.return_due_on"), "the days of a dossier that was sent decide nothing"),
    "dossier.kept_as_sent": "the words stand in the line of the record, which is chained; the next return empties them",
    **dict.fromkeys(
        (
            "campaign.version", "decision.drafted_by_id", "decision.drafted_at", "decision.version",
            "dossier.paper_received_at", "dossier.touched_at", "dossier.touched_by_id", "dossier.version",
            "assessment.version", "award_opinion.saved_at", "award_opinion.version", "ballot.id", "ballot.saved_at",
            "ballot.version", "evidence.id", "evidence.note", "evidence.at", "register_counter.id", "score.saved_at",
            "score.version", "stored_file.mime", "stored_file.size", "stored_file.at",
        ),
        _BOOKKEEPING,
    ),
}  # fmt: skip
"""What no check finds, by table or by change, each with the reason. The size of a file is compared where the files
are."""


def test_the_checks_find_what_ended_and_what_they_do_not_find_has_a_reason(app):
    season = Season(app)
    season.settle_units()
    commend(season)
    with season.reading() as session:
        changes = list(all_changes(session))

    found = {change: is_found(season.engine, change) for change in changes}

    missed = [change for change, is_seen in found.items() if is_seen is False]
    assert [str(change) for change in missed if not _has_a_reason(change)] == []
    of_ended = [is_seen for change, is_seen in found.items() if change.table in ENDED and is_seen is not None]
    assert sum(of_ended) >= 0.8 * len(of_ended)


def _has_a_reason(change: Change) -> bool:
    return change.table in UNBOUND or str(change) in UNBOUND
