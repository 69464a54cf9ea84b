"""The rules that must always hold, as named queries on live data. Each query yields what breaks its rule."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, selectinload

from grading.models import (
    Assessment,
    Award,
    Base,
    Campaign,
    Commendation,
    Decision,
    DecisionItem,
    DecisionState,
    Dossier,
    Event,
    Job,
    JobLine,
    Move,
    Period,
    ProgrammeVersion,
    RegisterCounter,
    Result,
    Revision,
    StoredFile,
    Succession,
)
from grading.rules import awards
from grading.rules.departures import departure
from grading.rules.levels import Level
from grading.services.commendations import commendations
from grading.services.decisions import quota as decision_quota
from grading.services.invariants import (
    award_checks,
    batches,
    format_checks,
    job_checks,
    period_checks,
    process_checks,
    programme_checks,
    record_checks,
    result_checks,
    side_checks,
)
from grading.services.invariants.format_checks import is_readable
from grading.storage import Store, StoredFileError
from workflows import Kind

Check = Callable[[Session], Iterator[str]]


def run(session: Session, store: Store | None = None) -> dict[str, list[str]]:
    """Returns what breaks each invariant, by the name of the invariant. An empty list means that the invariant holds.

    A check is not run when a table that it needs has no row: nothing can break its rule. A row that a check cannot
    read is reported like one that breaks the rule, and the other checks go on.
    """
    filled = _filled(session)
    violations = {check.__name__: _tried(session, check) if NEEDS[check] <= filled else [] for check in NEEDS}
    violations |= {check.__name__: [] for check in OF_DOSSIERS}
    for part in batches.dossiers(session) if Dossier in filled else ():
        for check in OF_DOSSIERS:
            violations[check.__name__] += _tried(session, check, part.dossiers)
        violations[state_is_the_end_of_the_last_move.__name__] += part.unreadable
    if store is not None:
        violations[stored_bytes_match_their_hash.__name__] = list(stored_bytes_match_their_hash(session, store))
    return violations


def _tried(session: Session, check: Callable[..., Iterator[str]], *part: Sequence[Dossier]) -> list[str]:
    """Runs one check in a savepoint, so that an error of the database leaves the session usable."""
    try:
        with session.begin_nested():
            return list(check(session, *part))
    except (*batches.UNREADABLE, AttributeError, SQLAlchemyError) as odd:
        return [f"a row cannot be read: {type(odd).__name__}: {odd}"]


def _filled(session: Session) -> set[type[Base]]:
    """Returns the tables of NEEDS that have a row, by one query."""
    tables = {table.__tablename__: table for needed in NEEDS.values() for table in needed}
    asked = (select(literal(name)).where(select(table).exists()) for name, table in sorted(tables.items()))
    return {tables[name] for name in session.scalars(union_all(*asked))}


def state_is_the_end_of_the_last_move(_session: Session, dossiers: Sequence[Dossier]) -> Iterator[str]:
    for dossier in dossiers:
        last = dossier.last_move
        if (last.dest if last else "draft") != dossier.state:
            yield f"dossier {dossier.id} is {dossier.state}, its last move says otherwise"


def moves_follow_each_other(_session: Session, dossiers: Sequence[Dossier]) -> Iterator[str]:
    """Checks that moves are numbered without a gap, start where the move before ended, and form a valid chain of
    digests."""
    for dossier in dossiers:
        place, digest = "draft", ""
        for number, move in enumerate(dossier.moves, start=1):
            if (move.number, move.source, move.previous_digest) != (number, place, digest):
                yield f"dossier {dossier.id}, move {move.number} does not follow the one before"
            if move.digest != move.computed_digest():
                yield f"dossier {dossier.id}, move {move.number} was changed"
            place, digest = move.dest, move.digest


def revisions_match_their_digest(session: Session) -> Iterator[str]:
    for revision in batches.rows(session, select(Revision)):
        if sha256(revision.content.encode()).hexdigest() != revision.digest:
            yield f"revision {revision.number} of dossier {revision.dossier_id} was changed"


def decisions_bind_to_revisions(session: Session) -> Iterator[str]:
    query = select(DecisionItem).join(Decision).where(Decision.state != DecisionState.drafted)
    for item in batches.rows(session, query.where(DecisionItem.revision_id.is_(None))):
        yield f"decision {item.decision_id} has no revision of dossier {item.dossier_id}"


def departures_from_the_rules_say_why(session: Session) -> Iterator[str]:
    """Checks that a decision gives a reason for every level that departs from the rules.

    A level below the one that the quota limits needs no reason: the quota is the reason, and `quota_holds` checks the
    quota.
    """
    query = select(DecisionItem).join(Decision).where(Decision.state == DecisionState.issued)
    silent = query.where(DecisionItem.derivation.is_not(None), DecisionItem.reason == "")
    whole = selectinload(DecisionItem.decision).selectinload(Decision.campaign)
    for item in batches.rows(session, silent.options(whole)):
        campaign = item.decision.campaign
        if not (is_readable(item, "derived") and is_readable(campaign, "programme")):
            continue
        quota, derivation = campaign.programme.quota, item.derived
        if derivation and departure(derivation, Level(str(item.outcome)), limited=quota.level if quota else None):
            yield f"decision {item.decision_id} departs from the rules on dossier {item.dossier_id} without a word"


def commendations_bind_to_what_was_decided(session: Session) -> Iterator[str]:
    """Checks that a commendation names the revision that the decision was made on and the ground that was voted on."""
    query = (
        select(Commendation, Award, Revision.digest)
        .join(Award, Commendation.award_id == Award.id)
        .join(
            DecisionItem,
            (DecisionItem.decision_id == Award.decision_id) & (DecisionItem.dossier_id == Award.dossier_id),
        )
        .join(Revision, DecisionItem.revision_id == Revision.id)
    )
    for paper, award, digest in session.execute(query.execution_options(yield_per=batches.SIZE)):
        if paper.revision_digest != digest or not _says_what_was_voted_on(paper, award):
            yield f"commendation {paper.id} is for something else than decision {award.decision_id} gave"


def _says_what_was_voted_on(paper: Commendation, award: Award) -> bool:
    campaign = award.decision.campaign
    if not (is_readable(campaign, "programme") and is_readable(paper, "frozen")):
        return True  # another check names what cannot be read
    ground = awards.achievement(campaign.programme.award(award.ground), campaign.year, award.decision.day)
    return paper.frozen.achievement == ground


def register_runs_without_gap(session: Session) -> Iterator[str]:
    numbers: dict[tuple[int, int], list[int]] = {}
    listed = select(Commendation.authority_unit_id, Commendation.register_year, Commendation.register_no)
    for unit_id, year, number in session.execute(listed.order_by(Commendation.register_no)):
        numbers.setdefault((unit_id, year), []).append(number)
    counters = {(row.authority_unit_id, row.year): row.last for row in session.scalars(select(RegisterCounter))}
    for key in numbers.keys() | counters.keys():
        issued = numbers.get(key, [])
        if issued != list(range(1, len(issued) + 1)) or counters.get(key, 0) != len(issued):
            yield f"the register of unit {key[0]} in {key[1]} has {issued}, its counter says {counters.get(key)}"


def register_year_is_the_decisions(session: Session) -> Iterator[str]:
    query = select(Commendation.id, Commendation.register_year, Decision.issued_on)
    for row_id, year, issued_on in session.execute(query.join(Award, Commendation.award_id == Award.id).join(Decision)):
        if issued_on is None or issued_on.year != year:
            yield f"commendation {row_id} is not in the register of its decision's year"


def quota_holds(session: Session) -> Iterator[str]:
    """Checks all that the issued decisions of a campaign gave; papers that allow more raise the limit."""
    for campaign in session.scalars(select(Campaign).where(Campaign.kind == Kind.rating)):
        if not is_readable(campaign, "programme"):
            continue
        for group, room in decision_quota.of_campaign(session, campaign).items():
            if room.over:
                yield f"group {group.key} has {room.used} where campaign {campaign.id} allows {room.limit}"


def awards_have_one_commendation(session: Session) -> Iterator[str]:
    query = select(Award.id, func.count(Commendation.id)).join(Decision).outerjoin(Commendation)
    for award_id, number in session.execute(query.where(Decision.state == DecisionState.issued).group_by(Award.id)):
        if number != 1:
            yield f"award {award_id} has {number} commendations"


def commendations_keep_their_facts(session: Session) -> Iterator[str]:
    for row in batches.rows(session, select(Commendation)):
        if commendations.digest_of(row.facts) != row.digest:
            yield f"commendation {row.id} was changed"


NEEDS: Mapping[Check, frozenset[type[Base]]] = {
    revisions_match_their_digest: frozenset({Revision}),
    decisions_bind_to_revisions: frozenset({DecisionItem}),
    departures_from_the_rules_say_why: frozenset({DecisionItem}),
    result_checks.decided_lines_have_their_result: frozenset({DecisionItem}),
    result_checks.results_say_what_was_decided: frozenset({Result, DecisionItem}),
    result_checks.one_result_is_in_force: frozenset({Result}),
    commendations_bind_to_what_was_decided: frozenset({Commendation}),
    register_runs_without_gap: frozenset(),  # numbers or a counter, either without the other
    register_year_is_the_decisions: frozenset({Commendation}),
    quota_holds: frozenset({Campaign, DecisionItem}),
    awards_have_one_commendation: frozenset({Award}),
    award_checks.streaks_still_hold: frozenset({Award}),
    award_checks.no_unit_came_out_of_itself: frozenset({Succession}),
    commendations_keep_their_facts: frozenset({Commendation}),
    side_checks.nobody_acts_on_the_own_unit: frozenset({Move}),
    side_checks.nobody_assesses_and_decides: frozenset({Assessment, DecisionItem}),
    process_checks.stored_processes_say_who_sees: frozenset({Campaign}),
    process_checks.moves_are_steps_of_a_stored_process: frozenset({Move}),
    process_checks.dossiers_stand_in_a_state_of_their_process: frozenset({Dossier}),
    programme_checks.versions_keep_their_text: frozenset({ProgrammeVersion}),
    programme_checks.two_people_publish: frozenset({ProgrammeVersion}),
    programme_checks.campaigns_go_by_their_version: frozenset({ProgrammeVersion, Campaign}),
    period_checks.periods_are_what_their_codes_say: frozenset({Period}),
    record_checks.record_is_chained: frozenset({Event}),
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
OF_DOSSIERS: tuple[Callable[[Session, Sequence[Dossier]], Iterator[str]], ...] = (
    state_is_the_end_of_the_last_move,
    moves_follow_each_other,
    side_checks.nobody_stands_on_two_sides,
)
"""The checks that look at whole dossiers. All of them look at one part of the dossiers before the next part is read."""
CHECKS: tuple[Callable[..., Iterator[str]], ...] = (*NEEDS, *OF_DOSSIERS)


def stored_bytes_match_their_hash(session: Session, store: Store) -> Iterator[str]:
    for file in batches.rows(session, select(StoredFile)):
        try:
            if len(store.get(file.sha256)) != file.size:
                yield f"file {file.sha256[:12]} has another size"
        except StoredFileError:
            yield f"file {file.sha256[:12]} is missing or damaged"
