"""Faults that are planted behind the services.

Each has the checks that report it, the statements that plant it, and a finding of the first of these checks.
"""

from datetime import date

from grading.models import CampaignState
from grading.rules.frozen.derivation import DERIVATION
from grading.rules.frozen.formats import digest_of
from grading.rules.frozen.programme import PROGRAMME
from tests.integration.invariants.marks import DECISION, DOSSIER, TO_COME, unknown
from tests.integration.invariants.planted_decisions import IN_DECISIONS
from workflows import Finding, Kind, Role, Side, State, Tier, process, way

_WAY = way(process(Tier.three_tier, Kind.rating))
_BESIDE_STEPS = 12
"""The lines in the record of the dossier that `commend` plays, beside one for each step of its way."""

PLANTED = [
    *IN_DECISIONS,
    (
        "what_was_handed_on_is_still_there",
        "UPDATE score SET words = 'Lời khác' WHERE criterion = 'ideology'",
        Finding.of("content_differs", dossier=DOSSIER, part="assessments"),
    ),
    (
        "what_was_handed_on_is_still_there",
        "UPDATE figure SET value = value + 100 WHERE metric = 'members_good'",
        Finding.of("figure_differs", dossier=DOSSIER, metric="members_good", then=800, now=900),
    ),
    (
        "what_was_handed_on_is_still_there",
        "UPDATE evidence SET name = 'khac.pdf'",
        Finding.of("content_differs", dossier=DOSSIER, part="evidence"),
    ),
    (
        "campaigns_are_as_opened",
        "UPDATE campaign SET demo = NOT demo",
        Finding.of("campaign_unlike_seal", campaign="rating"),
    ),
    (
        "campaigns_stand_as_recorded",
        "UPDATE campaign SET closed_at = opened_at",
        Finding.of("campaign_state", campaign="rating", state=CampaignState.closed, recorded=CampaignState.open),
    ),
    (
        "campaigns_stand_as_recorded cancelled_campaigns_gave_nothing",
        "UPDATE campaign SET closed_at = opened_at, cancelled_at = opened_at, cancelled_reason = 'Nhầm năm.'",
        Finding.of("campaign_state", campaign="rating", state=CampaignState.cancelled, recorded=CampaignState.open),
    ),
    (
        "record_is_chained",
        "UPDATE event SET done = 'left_out' WHERE subject_kind = 'dossier' AND number = 1",
        Finding.of("record_changed", subject=DOSSIER, number=1),
    ),
    (
        "record_is_chained",
        "DELETE FROM event_words; DELETE FROM event WHERE subject_kind = 'dossier' AND number = 2",
        Finding.of("record_gap", subject=DOSSIER, number=3),
    ),
    (
        "record_is_chained",
        'UPDATE event_words SET content = \'{"reason":"Lời khác"}\'',
        Finding.of("record_words_changed", subject="cell-secretary.hu-a-01", number=1),
    ),
    (
        "records_end_with_their_last_line",
        "DELETE FROM event_words; DELETE FROM event WHERE subject_kind = 'account'",
        Finding.of("record_cut", subject="cell-secretary.hu-a-01", number=2),
    ),
    (
        "records_end_with_their_last_line",
        "DELETE FROM event_words; DELETE FROM event WHERE subject_kind = 'dossier' "
        "AND number = (SELECT max(number) FROM event AS other WHERE other.subject_kind = 'dossier' "
        "AND other.subject_id = event.subject_id)",
        Finding.of("record_cut", subject=DOSSIER, number=_BESIDE_STEPS + len(_WAY)),
    ),
    (
        "records_end_with_their_last_line",
        "DELETE FROM record_end WHERE subject_kind = 'account'",
        Finding.of("record_beyond_end", subject="cell-secretary.hu-a-01", number=2),
    ),
    (
        "campaigns_are_as_opened",
        "DELETE FROM event_words; UPDATE campaign SET decided_by_reason = 'khác'",
        Finding.of("campaign_unlike_seal", campaign="rating"),
    ),
    (
        "campaigns_are_as_opened issued_decisions_are_as_sealed record_is_chained",
        "UPDATE event SET seal = NULL",
        Finding.of("campaign_without_seal", campaign="rating"),
    ),
    (
        "record_is_in_order_of_time record_is_chained",
        "UPDATE event SET at = '2999-01-01 00:00:00.000000' WHERE subject_kind = 'dossier' AND number = 1",
        Finding.of("record_early", subject=DOSSIER, number=2, at="a moment"),
    ),
    (
        "moves_are_in_order_of_time moves_follow_each_other",
        "UPDATE move SET at = '2999-01-01 00:00:00.000000' WHERE number = 1",
        Finding.of("move_early", dossier=DOSSIER, number=2, at="a moment"),
    ),
    (
        "stored_processes_say_who_sees",
        "DELETE FROM process_sight WHERE role = 'inspector'",
        Finding.of("process_sights", digest="a digest", campaigns=("rating",)),
    ),
    (
        "stored_processes_say_who_sees",
        "UPDATE process SET content = content || ' '",
        Finding.of("process_changed", digest="a digest", campaigns=("rating",)),
    ),
    (
        "moves_are_steps_of_a_stored_process nobody_stands_on_two_sides",
        "UPDATE move SET side = 'review' WHERE step = 'submit'",
        Finding.of(
            "move_of_no_process",
            step="submit",
            source=State.draft,
            dest=State.commune_review,
            role=Role.cell_secretary,
            side=Side.review,
            n=1,
            dossier=DOSSIER,
        ),
    ),
    (
        "dossiers_stand_in_a_state_of_their_process state_is_the_end_of_the_last_move",
        "UPDATE dossier SET state = 'withdrawn' WHERE state = 'certified'",
        Finding.of("campaign_odd_state", campaign="rating", state=State.withdrawn),
    ),
    (
        "state_is_the_end_of_the_last_move",
        "UPDATE dossier SET state = 'appraisal' WHERE state = 'certified'",
        Finding.of("dossier_state", dossier=DOSSIER, state=State.appraisal, dest=State.certified),
    ),
    (
        "state_is_the_end_of_the_last_move",
        "DELETE FROM move WHERE dest = 'certified'",
        Finding.of("dossier_state", dossier=DOSSIER, state=State.certified, dest=_WAY[-1].source),
    ),
    (
        "moves_follow_each_other",
        "UPDATE move SET note = 'Lời khác' WHERE number = 2",
        Finding.of("move_changed", dossier=DOSSIER, number=2),
    ),
    ("moves_follow_each_other", "DELETE FROM move WHERE number = 2", Finding.of("move_gap", dossier=DOSSIER, number=3)),
    (
        "moves_follow_each_other",
        "UPDATE move SET number = number + 100",
        Finding.of("move_gap", dossier=DOSSIER, number=101),
    ),
    (
        "revisions_match_their_digest",
        "UPDATE revision SET content = content || ' ' WHERE number = 1",
        Finding.of("revision_changed", dossier=DOSSIER, number=1),
    ),
    (
        # The new digest fits the content, but the line of history holds the old digest.
        "moves_follow_each_other stored_formats_can_be_read",
        "UPDATE revision SET content = '{}', "
        "digest = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE number = 1",
        Finding.of("move_changed", dossier=DOSSIER, number=1),
    ),
    (
        "periods_are_what_their_codes_say",
        "UPDATE period SET ends_on = '2022-11-30'",
        Finding.of("period_days", period_code="2022", first=date(2022, 1, 1), until=date(2022, 11, 30)),
    ),
    (
        "periods_are_what_their_codes_say",
        "INSERT INTO period VALUES (202341, '2023-Q2', 'quarter', '2023-04-01', '2023-06-30', '')",
        Finding.of("period_key", period_code="2023-Q2", key=202341),
    ),
    (
        "campaigns_keep_their_programme",
        "UPDATE campaign SET programme_json = programme_json || ' '",
        Finding.of("campaign_programme_changed", campaign="rating"),
    ),
    (
        "stored_formats_can_be_read campaigns_are_as_opened",
        f"UPDATE campaign SET programme_json = '{TO_COME}', programme_digest = '{digest_of(TO_COME)}'",  # noqa: S608  (texts of this file)
        Finding.of("stored_format", stored="campaign_programme", campaign="rating", **unknown(PROGRAMME)),
    ),
    (
        "stored_formats_can_be_read issued_decisions_are_as_sealed",
        f"UPDATE decision_item SET derivation = '{TO_COME}'",  # noqa: S608  (a text of this file)
        Finding.of("stored_format", stored="derivation", dossier=DOSSIER, decision=DECISION, **unknown(DERIVATION)),
    ),
    (
        "nobody_acts_on_the_own_unit",
        "UPDATE account SET home_unit_id = (SELECT id FROM unit WHERE code = 'HU-A-01') "
        "WHERE login = 'commune-reviewer.hu-a'",
        Finding.of("own_unit_step", account="commune-reviewer.hu-a", step="endorse", dossier=DOSSIER),
    ),
    (
        "nobody_stands_on_two_sides",
        "UPDATE assessment SET saved_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu') "
        "WHERE layer = 'self'",
        Finding.of("on_two_sides", account="appraiser.hu", dossier=DOSSIER, side=(Side.produce, Side.appraise)),
    ),
    (
        "nobody_assesses_and_decides issued_decisions_are_as_sealed",
        "UPDATE decision SET issued_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu') "
        "WHERE unit_id = (SELECT id FROM unit WHERE code = 'HU')",
        Finding.of("assessed_and_decided", account="appraiser.hu", dossier=DOSSIER, side=(Side.appraise,)),
    ),
    (
        "nobody_assesses_and_decides issued_decisions_are_as_sealed",
        "UPDATE decision SET voted_by_id = (SELECT id FROM account WHERE login = 'appraisal-lead.hu') "
        "WHERE unit_id = (SELECT id FROM unit WHERE code = 'HU')",
        Finding.of("assessed_and_decided", account="appraisal-lead.hu", dossier=DOSSIER, side=(Side.appraise,)),
    ),
    (
        # Somebody else saved the same again: only the record still knows that both spoke for the team.
        "nobody_assesses_and_decides issued_decisions_are_as_sealed",
        "UPDATE award_opinion SET saved_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu'); "
        "UPDATE decision SET issued_by_id = (SELECT id FROM account WHERE login = 'appraisal-lead.hu') "
        "WHERE unit_id = (SELECT id FROM unit WHERE code = 'HU')",
        Finding.of("assessed_and_decided", account="appraisal-lead.hu", dossier=DOSSIER, side=(Side.appraise,)),
    ),
    (
        "nobody_stands_on_two_sides",
        "UPDATE award_opinion SET saved_by_id = (SELECT id FROM account WHERE login = 'appraisal-lead.hu'); "
        "UPDATE assessment SET saved_by_id = (SELECT id FROM account WHERE login = 'appraiser.hu') "
        "WHERE layer = 'commune'",
        Finding.of("on_two_sides", account="appraiser.hu", dossier=DOSSIER, side=(Side.review, Side.appraise)),
    ),
]
