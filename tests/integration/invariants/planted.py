"""Faults that are planted behind the services, each with the checks that report it."""

OUT_OF = (
    "INSERT INTO succession (predecessor_id, successor_id, kind, \"on\") SELECT former.id, later.id, 'merger', "
    "'2020-01-01' FROM unit AS former, unit AS later WHERE former.code = '{}' AND later.code = '{}'"
)
# Pairs of the checks that report a fault and the statements that plant the fault.
PLANTED = [
    ("what_was_handed_on_is_still_there", "UPDATE score SET words = 'Lời khác' WHERE criterion = 'ideology'"),
    ("what_was_handed_on_is_still_there", "UPDATE figure SET value = value + 100 WHERE metric = 'members_good'"),
    ("what_was_handed_on_is_still_there", "UPDATE evidence SET name = 'khac.pdf'"),
    ("issued_decisions_are_as_sealed", "UPDATE decision SET members = members + 1 WHERE state = 'issued'"),
    ("issued_decisions_are_as_sealed", "UPDATE decision_item SET in_favour = in_favour - 1"),
    ("campaigns_are_as_opened", "UPDATE campaign SET demo = NOT demo"),
    ("campaigns_stand_as_recorded", "UPDATE campaign SET closed_at = opened_at"),
    (
        "campaigns_stand_as_recorded cancelled_campaigns_gave_nothing",
        "UPDATE campaign SET closed_at = opened_at, cancelled_at = opened_at, cancelled_reason = 'Nhầm năm.'",
    ),
    ("papers_have_a_file_of_their_own", "UPDATE commendation SET printed_at = made_at"),
    (
        "ended_dossiers_stand_in_a_decision issued_decisions_are_as_sealed register_runs_without_gap",
        "DELETE FROM result_in_force; DELETE FROM result; DELETE FROM job_line; DELETE FROM commendation; "
        "DELETE FROM award; DELETE FROM decision_item",
    ),
    ("record_is_chained", "UPDATE event SET done = 'left_out' WHERE subject_kind = 'dossier' AND number = 1"),
    ("record_is_chained", "DELETE FROM event_words; DELETE FROM event WHERE subject_kind = 'dossier' AND number = 2"),
    ("record_is_chained", 'UPDATE event_words SET content = \'{"reason":"Lời khác"}\''),
    (
        "record_is_in_order_of_time record_is_chained",
        "UPDATE event SET at = '2999-01-01 00:00:00.000000' WHERE subject_kind = 'dossier' AND number = 1",
    ),
    (
        "moves_are_in_order_of_time moves_follow_each_other",
        "UPDATE move SET at = '2999-01-01 00:00:00.000000' WHERE number = 1",
    ),
    ("stored_processes_say_who_sees", "DELETE FROM process_sight WHERE role = 'inspector'"),
    ("stored_processes_say_who_sees", "UPDATE process SET content = content || ' '"),
    (
        "moves_are_steps_of_a_stored_process nobody_stands_on_two_sides",
        "UPDATE move SET side = 'review' WHERE step = 'submit'",
    ),
    (
        "dossiers_stand_in_a_state_of_their_process state_is_the_end_of_the_last_move",
        "UPDATE dossier SET state = 'withdrawn' WHERE state = 'certified'",
    ),
    ("state_is_the_end_of_the_last_move", "UPDATE dossier SET state = 'appraisal' WHERE state = 'certified'"),
    ("state_is_the_end_of_the_last_move", "DELETE FROM move WHERE dest = 'certified'"),
    ("moves_follow_each_other", "UPDATE move SET note = 'Lời khác' WHERE number = 2"),
    ("moves_follow_each_other", "DELETE FROM move WHERE number = 2"),
    ("moves_follow_each_other", "UPDATE move SET number = number + 100"),
    ("revisions_match_their_digest", "UPDATE revision SET content = content || ' ' WHERE number = 1"),
    (
        # The new digest fits the content, but the line of history holds the old digest.
        "moves_follow_each_other stored_formats_can_be_read",
        "UPDATE revision SET content = '{}', "
        "digest = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE number = 1",
    ),
    ("decisions_bind_to_revisions issued_decisions_are_as_sealed", "UPDATE decision_item SET revision_id = NULL"),
    (
        "departures_from_the_rules_say_why issued_decisions_are_as_sealed",
        "UPDATE decision_item SET outcome = 'COMPLETED' WHERE outcome IS NOT NULL; "
        "UPDATE result SET outcome = 'COMPLETED'",
    ),
    ("orders_that_were_left_say_why", "UPDATE decision_item SET passed_over = true, reason = ''"),
    (
        "decided_lines_have_their_result issued_decisions_are_as_sealed",
        "DELETE FROM result_in_force; DELETE FROM result",
    ),
    ("one_result_is_in_force", "DELETE FROM result_in_force"),
    (
        "one_result_is_in_force",
        "INSERT INTO period VALUES (2021, '2021', 'year', '2021-01-01', '2021-12-31', ''); "
        "UPDATE result_in_force SET period_id = 2021",
    ),
    ("periods_are_what_their_codes_say", "UPDATE period SET ends_on = '2022-11-30'"),
    (
        "periods_are_what_their_codes_say",
        "INSERT INTO period VALUES (202341, '2023-Q2', 'quarter', '2023-04-01', '2023-06-30', '')",
    ),
    ("results_say_what_was_decided issued_decisions_are_as_sealed", "UPDATE result SET outcome = 'GOOD'"),
    (
        "results_say_what_was_decided departures_from_the_rules_say_why issued_decisions_are_as_sealed",
        "UPDATE decision_item SET outcome = 'GOOD' WHERE outcome IS NOT NULL",
    ),
    (
        "commendations_bind_to_what_was_decided issued_decisions_are_as_sealed",
        "UPDATE commendation SET revision_digest = 'another'",
    ),
    (
        "commendations_bind_to_what_was_decided streaks_still_hold issued_decisions_are_as_sealed",
        "UPDATE award SET ground = 'F'",
    ),
    ("no_unit_came_out_of_itself", f"{OUT_OF.format('HU-A-01', 'HU-A-02')}; {OUT_OF.format('HU-A-02', 'HU-A-01')}"),
    ("register_runs_without_gap", "UPDATE register_counter SET last = 2"),
    ("register_runs_without_gap issued_decisions_are_as_sealed", "UPDATE commendation SET register_no = 2"),
    (
        "register_year_is_the_decisions issued_decisions_are_as_sealed",
        "UPDATE commendation SET register_year = 2023; UPDATE register_counter SET year = 2023",
    ),
    (
        "awards_have_one_commendation issued_decisions_are_as_sealed",
        "DELETE FROM job_line; DELETE FROM commendation; UPDATE register_counter SET last = 0",
    ),
    (
        "commendations_keep_their_facts stored_formats_can_be_read",
        'UPDATE commendation SET facts = \'{"recipient": "Chi bộ khác"}\'',
    ),
    ("campaigns_keep_their_programme", "UPDATE campaign SET programme_json = programme_json || ' '"),
    (
        "stored_formats_can_be_read campaigns_are_as_opened",
        "UPDATE campaign SET programme_json = '{\"format\": 9}', "
        "programme_digest = '05b326b51c67d6824ae0c3d7a7811956761290cc96ee0ca3408109e9886fc1a9'",
    ),
    (
        "stored_formats_can_be_read issued_decisions_are_as_sealed",
        "UPDATE decision_item SET derivation = '{\"format\": 9}'",
    ),
    ("done_jobs_are_whole", "UPDATE job SET state = 'done', ended_at = asked_at"),
    (
        "done_jobs_are_whole",
        "DELETE FROM job_line; UPDATE job SET kind = 'volume', state = 'done', ended_at = asked_at",
    ),
    ("failed_jobs_say_why", "UPDATE job SET state = 'failed', ended_at = asked_at"),
    (
        "papers_that_are_done_have_their_file",
        "UPDATE job_line SET state = 'done', ended_at = '2022-12-31 00:00:00+00:00'",
    ),
    (
        "nobody_acts_on_the_own_unit",
        "UPDATE account SET home_unit_id = (SELECT id FROM unit WHERE code = 'HU-A-01') "
        "WHERE login = 'commune-reviewer.hu-a'",
    ),
    (
        "nobody_stands_on_two_sides",
        "UPDATE assessment SET saved_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu') "
        "WHERE layer = 'self'",
    ),
    (
        "nobody_assesses_and_decides issued_decisions_are_as_sealed",
        "UPDATE decision SET issued_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu') "
        "WHERE unit_id = (SELECT id FROM unit WHERE code = 'HU')",
    ),
    (
        "nobody_assesses_and_decides issued_decisions_are_as_sealed",
        "UPDATE decision SET voted_by_id = (SELECT id FROM account WHERE login = 'appraisal-lead.hu') "
        "WHERE unit_id = (SELECT id FROM unit WHERE code = 'HU')",
    ),
    (
        # Somebody else saved the same again: only the record still knows that both spoke for the team.
        "nobody_assesses_and_decides issued_decisions_are_as_sealed",
        "UPDATE award_opinion SET saved_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu'); "
        "UPDATE decision SET issued_by_id = (SELECT id FROM account WHERE login = 'appraisal-lead.hu') "
        "WHERE unit_id = (SELECT id FROM unit WHERE code = 'HU')",
    ),
    (
        "nobody_stands_on_two_sides",
        "UPDATE award_opinion SET saved_by_id = (SELECT id FROM account WHERE login = 'appraisal-lead.hu'); "
        "UPDATE assessment SET saved_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu') "
        "WHERE layer = 'commune'",
    ),
]
