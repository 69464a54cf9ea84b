"""Faults that are planted behind the services in decisions, results, commendations, units and jobs.

Each has the checks that report it, the statements that plant it, and a finding of the first of these checks.
"""

from datetime import date

from grading.rules.levels import Level
from tests.integration.invariants.marks import AWARDING, DECISION, DOSSIER, PAPER
from workflows import Finding

OUT_OF = (
    "INSERT INTO succession (predecessor_id, successor_id, kind, \"on\") SELECT former.id, later.id, 'merger', "
    "'2020-01-01' FROM unit AS former, unit AS later WHERE former.code = '{}' AND later.code = '{}'"
)
IN_DECISIONS = [
    (
        "issued_decisions_are_as_sealed",
        "UPDATE decision SET members = members + 1 WHERE state = 'issued'",
        Finding.of("decision_unlike_seal", decision=DECISION),
    ),
    (
        "issued_decisions_are_as_sealed",
        "UPDATE decision_item SET in_favour = in_favour - 1",
        Finding.of("decision_unlike_seal", decision=DECISION),
    ),
    (
        "issued_decisions_are_as_sealed",
        "DELETE FROM event_words; UPDATE decision_item SET in_favour = in_favour - 1",
        Finding.of("decision_unlike_seal", decision=DECISION),
    ),
    (
        "issued_decisions_are_as_sealed records_end_with_their_last_line",
        "DELETE FROM event_words; DELETE FROM event WHERE done = 'decision_issued'; "
        "UPDATE decision_item SET in_favour = in_favour - 1",
        Finding.of("decision_without_seal", decision=DECISION),
    ),
    (
        "papers_have_a_file_of_their_own",
        "UPDATE commendation SET printed_at = made_at",
        Finding.of("paper_without_file", paper=PAPER),
    ),
    (
        "ended_dossiers_stand_in_a_decision issued_decisions_are_as_sealed register_runs_without_gap",
        "DELETE FROM result_in_force; DELETE FROM result; DELETE FROM job_line; DELETE FROM commendation; "
        "DELETE FROM award; DELETE FROM decision_item",
        Finding.of("dossier_without_decision", dossier=DOSSIER),
    ),
    (
        "decisions_bind_to_revisions issued_decisions_are_as_sealed",
        "UPDATE decision_item SET revision_id = NULL",
        Finding.of("line_unbound", decision=DECISION, dossier=DOSSIER),
    ),
    (
        "departures_from_the_rules_say_why issued_decisions_are_as_sealed",
        "UPDATE decision_item SET outcome = 'COMPLETED' WHERE outcome IS NOT NULL; "
        "UPDATE result SET outcome = 'COMPLETED'",
        Finding.of("departure_silent", decision=DECISION, dossier=DOSSIER, level=Level.COMPLETED),
    ),
    (
        "orders_that_were_left_say_why",
        "UPDATE decision_item SET passed_over = true, reason = ''",
        Finding.of("order_silent", decision=DECISION, dossier=DOSSIER),
    ),
    (
        "decided_lines_have_their_result issued_decisions_are_as_sealed",
        "DELETE FROM result_in_force; DELETE FROM result",
        Finding.of("line_without_result", decision=DECISION, dossier=DOSSIER),
    ),
    (
        "one_result_is_in_force",
        "DELETE FROM result_in_force",
        Finding.of("result_nowhere", unit="HU-A-01", period=2022, level="EXCELLENT"),
    ),
    (
        "one_result_is_in_force",
        "INSERT INTO period VALUES (2021, '2021', 'year', '2021-01-01', '2021-12-31', ''); "
        "UPDATE result_in_force SET period_id = 2021",
        Finding.of("result_misplaced", unit="HU-A-01", period=2022, level="EXCELLENT"),
    ),
    (
        "results_say_what_was_decided issued_decisions_are_as_sealed",
        "UPDATE result SET outcome = 'GOOD'",
        Finding.of(
            "result_unlike_decision", unit="HU-A-01", period=2022, level="GOOD", decision=DECISION, decided="EXCELLENT"
        ),
    ),
    (
        "results_say_what_was_decided departures_from_the_rules_say_why issued_decisions_are_as_sealed",
        "UPDATE decision_item SET outcome = 'GOOD' WHERE outcome IS NOT NULL",
        Finding.of(
            "result_unlike_decision", unit="HU-A-01", period=2022, level="EXCELLENT", decision=DECISION, decided="GOOD"
        ),
    ),
    (
        "commendations_bind_to_what_was_decided issued_decisions_are_as_sealed",
        "UPDATE commendation SET revision_digest = 'another'",
        Finding.of("paper_unlike_decision", paper=PAPER, decision=AWARDING),
    ),
    (
        "commendations_bind_to_what_was_decided streaks_still_hold issued_decisions_are_as_sealed",
        "UPDATE award SET ground = 'F'",
        Finding.of("paper_unlike_decision", paper=PAPER, decision=AWARDING),
    ),
    (
        "no_unit_came_out_of_itself",
        f"{OUT_OF.format('HU-A-01', 'HU-A-02')}; {OUT_OF.format('HU-A-02', 'HU-A-01')}",
        Finding.of("unit_of_itself", unit="HU-A-01"),
    ),
    (
        "register_runs_without_gap",
        "UPDATE register_counter SET last = 2",
        Finding.of("register_gap", body="HU", year=2022, numbers=(1,), last=2),
    ),
    (
        "register_runs_without_gap issued_decisions_are_as_sealed",
        "UPDATE commendation SET register_no = 2",
        Finding.of("register_gap", body="HU", year=2022, numbers=(2,), last=1),
    ),
    (
        "register_year_is_the_decisions issued_decisions_are_as_sealed",
        "UPDATE commendation SET register_year = 2023; UPDATE register_counter SET year = 2023",
        Finding.of("register_year", paper="1/2023", year=2023, date=date(2022, 12, 26)),
    ),
    (
        "awards_have_one_commendation issued_decisions_are_as_sealed",
        "DELETE FROM job_line; DELETE FROM commendation; UPDATE register_counter SET last = 0",
        Finding.of("award_without_paper", decision=AWARDING, unit="HU-A-01"),
    ),
    (
        "commendations_keep_their_facts stored_formats_can_be_read",
        'UPDATE commendation SET facts = \'{"recipient": "Chi bộ khác"}\'',
        Finding.of("paper_changed", paper=PAPER),
    ),
    (
        "done_jobs_are_whole",
        "UPDATE job SET state = 'done', ended_at = asked_at",
        Finding.of("job_line_open", job="a job", number=1),
    ),
    (
        "done_jobs_are_whole",
        "DELETE FROM job_line; UPDATE job SET kind = 'volume', state = 'done', ended_at = asked_at",
        Finding.of("job_without_file", job="a job"),
    ),
    (
        "failed_jobs_say_why",
        "UPDATE job SET state = 'failed', ended_at = asked_at",
        Finding.of("job_silent", job="a job"),
    ),
    (
        "papers_that_are_done_have_their_file",
        "UPDATE job_line SET state = 'done', ended_at = '2022-12-31 00:00:00+00:00'",
        Finding.of("job_line_without_file", job="a job", number=1, paper=PAPER),
    ),
]
