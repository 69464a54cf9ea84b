"""The rules that must always hold, as named queries on live data, and what is said of a row that cannot be read."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import sha256

from sqlalchemy import literal, select, union_all
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from grading.models import (
    Award,
    Base,
    Campaign,
    Commendation,
    DecisionItem,
    Dossier,
    Event,
    Job,
    JobLine,
    Move,
    Period,
    ProgrammeVersion,
    Result,
    Revision,
    StoredFile,
    Succession,
)
from grading.services.invariants import (
    award_checks,
    batches,
    campaign_checks,
    commendation_checks,
    content_checks,
    decision_checks,
    format_checks,
    job_checks,
    period_checks,
    process_checks,
    programme_checks,
    record_checks,
    result_checks,
    sealed_checks,
    side_checks,
)
from grading.storage import Store, StoredFileDamaged, StoredFileMissing
from workflows import Finding, State

Check = Callable[[Session], Iterator[Finding]]
_ODD = (*batches.UNREADABLE, AttributeError, SQLAlchemyError)
"""The errors of reading a row that holds something no version of the service wrote."""


def run(session: Session, store: Store | None = None) -> dict[str, list[Finding]]:
    """Returns what breaks each invariant, by the name of the invariant. An empty list means that the invariant holds.

    A check is not run when a table that it needs has no row: nothing can break its rule. A row that a check cannot
    read is reported like one that breaks the rule, and the other checks go on.
    """
    filled = _filled(session)
    violations: dict[str, list[Finding]] = {check.__name__: [] for check in CHECKS}
    violations |= _tried(session, [check for check, needed in NEEDS.items() if needed <= filled])
    for part in batches.dossiers(session) if Dossier in filled else ():
        for name, found in _tried(session, OF_DOSSIERS, part.dossiers).items():
            violations[name] += found
        violations[state_is_the_end_of_the_last_move.__name__] += part.unreadable
    if store is not None:
        violations[stored_bytes_match_their_hash.__name__] = list(stored_bytes_match_their_hash(session, store))
    return violations


def _tried(
    session: Session, checks: Collection[Callable[..., Iterator[Finding]]], *part: Sequence[Dossier]
) -> dict[str, list[Finding]]:
    """Runs the checks together; if one of them cannot go on, each alone. A savepoint leaves the session usable after an
    error of the database."""
    try:
        with session.begin_nested():
            return {check.__name__: list(check(session, *part)) for check in checks}
    except _ODD:
        return {check.__name__: _alone(session, check, *part) for check in checks}


def _alone(session: Session, check: Callable[..., Iterator[Finding]], *part: Sequence[Dossier]) -> list[Finding]:
    try:
        with session.begin_nested():
            return list(check(session, *part))
    except _ODD as odd:
        return [Finding.of("row_unreadable", error=batches.technical(odd))]


def _filled(session: Session) -> set[type[Base]]:
    """Returns the tables of NEEDS that have a row, by one query."""
    tables = {table.__tablename__: table for needed in NEEDS.values() for table in needed}
    asked = (select(literal(name)).where(select(table).exists()) for name, table in sorted(tables.items()))
    return {tables[name] for name in session.scalars(union_all(*asked))}


def state_is_the_end_of_the_last_move(_session: Session, dossiers: Sequence[Dossier]) -> Iterator[Finding]:
    for dossier in dossiers:
        last = dossier.last_move
        dest = last.dest if last else State.draft
        if dest is not dossier.state:
            yield Finding.of("dossier_state", dossier=dossier.id, state=dossier.state, dest=dest)


def moves_follow_each_other(_session: Session, dossiers: Sequence[Dossier]) -> Iterator[Finding]:
    """Checks that moves are numbered without a gap, start where the move before ended, and form a valid chain of
    digests."""
    for dossier in dossiers:
        place, digest = "draft", ""
        for number, move in enumerate(dossier.moves, start=1):
            if (move.number, move.source, move.previous_digest) != (number, place, digest):
                yield Finding.of("move_gap", dossier=dossier.id, number=move.number)
            if move.digest != move.computed_digest():
                yield Finding.of("move_changed", dossier=dossier.id, number=move.number)
            place, digest = move.dest, move.digest


def revisions_match_their_digest(session: Session) -> Iterator[Finding]:
    for revision in batches.rows(session, select(Revision)):
        if sha256(revision.content.encode()).hexdigest() != revision.digest:
            yield Finding.of("revision_changed", dossier=revision.dossier_id, number=revision.number)


NEEDS: Mapping[Check, frozenset[type[Base]]] = {
    revisions_match_their_digest: frozenset({Revision}),
    sealed_checks.issued_decisions_are_as_sealed: frozenset(),
    sealed_checks.campaigns_are_as_opened: frozenset(),
    campaign_checks.campaigns_stand_as_recorded: frozenset({Campaign}),
    campaign_checks.cancelled_campaigns_gave_nothing: frozenset({Campaign}),
    sealed_checks.ended_dossiers_stand_in_a_decision: frozenset({Dossier}),
    sealed_checks.papers_have_a_file_of_their_own: frozenset({Commendation}),
    decision_checks.decisions_bind_to_revisions: frozenset({DecisionItem}),
    decision_checks.departures_from_the_rules_say_why: frozenset({DecisionItem}),
    decision_checks.orders_that_were_left_say_why: frozenset({DecisionItem}),
    result_checks.decided_lines_have_their_result: frozenset({DecisionItem}),
    result_checks.results_say_what_was_decided: frozenset({Result, DecisionItem}),
    result_checks.one_result_is_in_force: frozenset({Result}),
    commendation_checks.commendations_bind_to_what_was_decided: frozenset({Commendation}),
    commendation_checks.register_runs_without_gap: frozenset(),  # numbers or a counter, either without the other
    commendation_checks.register_year_is_the_decisions: frozenset({Commendation}),
    decision_checks.quota_holds: frozenset({Campaign, DecisionItem}),
    commendation_checks.awards_have_one_commendation: frozenset({Award}),
    award_checks.streaks_still_hold: frozenset({Award}),
    award_checks.no_unit_came_out_of_itself: frozenset({Succession}),
    commendation_checks.commendations_keep_their_facts: frozenset({Commendation}),
    side_checks.nobody_acts_on_the_own_unit: frozenset({Move}),
    process_checks.stored_processes_say_who_sees: frozenset({Campaign}),
    process_checks.moves_are_steps_of_a_stored_process: frozenset({Move}),
    process_checks.dossiers_stand_in_a_state_of_their_process: frozenset({Dossier}),
    programme_checks.versions_keep_their_text: frozenset({ProgrammeVersion}),
    programme_checks.two_people_publish: frozenset({ProgrammeVersion}),
    programme_checks.campaigns_go_by_their_version: frozenset({ProgrammeVersion, Campaign}),
    period_checks.periods_are_what_their_codes_say: frozenset({Period}),
    record_checks.record_is_chained: frozenset({Event}),
    record_checks.records_end_with_their_last_line: frozenset(),  # lines or the notes of last ones, either alone
    format_checks.stored_formats_can_be_read: frozenset({Campaign}),
    format_checks.campaigns_keep_their_programme: frozenset({Campaign}),
    record_checks.moves_are_in_order_of_time: frozenset({Move}),
    record_checks.record_is_in_order_of_time: frozenset({Event}),
    job_checks.done_jobs_are_whole: frozenset({Job}),
    job_checks.failed_jobs_say_why: frozenset({Job}),
    job_checks.papers_that_are_done_have_their_file: frozenset({JobLine}),
}
"""The checks by query, in the order of the report, with the tables that must all have rows before one can find a
fault."""
OF_DOSSIERS: tuple[Callable[[Session, Sequence[Dossier]], Iterator[Finding]], ...] = (
    state_is_the_end_of_the_last_move,
    moves_follow_each_other,
    content_checks.what_was_handed_on_is_still_there,
    side_checks.nobody_stands_on_two_sides,
    side_checks.nobody_assesses_and_decides,
)
"""The checks that look at whole dossiers. All of them look at one part of the dossiers before the next part is read."""
CHECKS: tuple[Callable[..., Iterator[Finding]], ...] = (*NEEDS, *OF_DOSSIERS)


def stored_bytes_match_their_hash(session: Session, store: Store) -> Iterator[Finding]:
    for file in batches.rows(session, select(StoredFile)):
        try:
            size = len(store.get(file.sha256))
        except StoredFileMissing:
            yield Finding.of("file_missing", file=file.sha256)
        except StoredFileDamaged:
            yield Finding.of("file_damaged", file=file.sha256)
        else:
            if size != file.size:
                yield Finding.of("file_size", file=file.sha256, size=size, expected=file.size)
