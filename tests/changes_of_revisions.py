"""What each revision of the schema brings: its tables, and the values that it writes into rows that are there."""

import json
from hashlib import sha256

from grading.migrations import HERE
from grading.models import Base
from grading.text import search_key
from tests.revisions import OF_A_PERIOD

PROCESSES_AT_0008 = HERE / "processes"


class StoredJson:
    """A value of a JSON column, equal to what either driver gives: the text (SQLite), or what the text says."""

    def __init__(self, content):
        self.content = content

    def __eq__(self, other):
        return (json.loads(other) if isinstance(other, str) else other) == self.content

    def __hash__(self):
        return 0

    def __repr__(self):
        return repr(self.content)


def digest_at_0008(tier, kind):
    return sha256((PROCESSES_AT_0008 / f"{tier}_{kind}.json").read_bytes().strip()).hexdigest()


def side_at_0008(step, source, role):
    steps = [row for path in PROCESSES_AT_0008.glob("*.json") for row in json.loads(path.read_text())["steps"]]
    sides = {(row["name"], row["source"]): row["side"] for row in steps}
    of_roles = {row["role"]: row["side"] for row in steps}
    return (
        sides.get((step, source))
        or of_roles.get(role)
        or {"cell_committee": "produce", "appraiser": "appraise"}.get(role, "read")
    )


NEW_TABLES = {
    "0002": set(),
    "0003": {"meeting_sheet", "month_counts", "half_year_review"},
    "0004": {"registration", "registered_work"},
    "0005": {"quota_exception", "past_award", "succession"},
    "0006": set(),
    "0007": {"registration_act"},
    "0008": {"process", "process_sight"},
    "0009": {"event", "event_words"},
    "0010": {"result_in_force"},
    "0011": {"unit_task"},
    "0012": set(),
    "0013": {"award_opinion"},
    "0014": {"programme_version"},
    "0015": {"job", "job_line"},
    "0016": {"period"},
    "0017": set(),
    "0018": set(),
    "0019": {"known_device"},
    "0020": set(),
    "0021": {"passkey"},
    "0022": {"shared_month"},
    "0023": set(),
    "0024": set(),
    "0025": {"dual_office"},
    "0026": set(),
    "0027": {"year_sending"},
    "0028": set(),
    "0029": {"unit_word", "account_word"},
    "0030": set(),
    "0031": set(),
    "0032": {"record_end", "older_seal"},
}
NEW_TABLES["0001"] = set(Base.metadata.tables).difference(*NEW_TABLES.values())
NEW_COLUMNS = {
    "0002": {("decision_item", "derivation"): lambda _row: None},
    "0004": {
        ("dossier", "cell_type"): lambda _row: "",
        ("result", "model"): lambda row: row["programme_key"] if row["kind"] == "recognition" else None,
    },
    "0005": {("award", "issuer_reason"): lambda _row: None},
    "0006": {("figure", "stage"): lambda _row: "proposed", ("figure", "dossier_id"): lambda _row: None},
    "0008": {
        ("campaign", "process_digest"): lambda row: digest_at_0008(row["tier"], row["kind"]),
        ("move", "side"): lambda row: side_at_0008(row["step"], row["source"], row["role"]),
    },
    "0010": {
        ("dossier", "subject"): lambda _row: "organisation",
        ("result", "subject"): lambda _row: "organisation",
        ("result", "reason"): lambda _row: "",
    },
    "0011": {("unit_period", "reason"): lambda _row: ""},
    "0012": {("registered_work", "origin_id"): lambda _row: None},
    "0013": {("award", "unproposed_reason"): lambda _row: None},
    "0014": {("campaign", "programme_version_id"): lambda _row: None},
    "0016": {(table, "period_id"): lambda row: row["year"] for table in OF_A_PERIOD},
    "0019": {
        ("sign_in", "place"): lambda _row: "",
        ("sign_in_failure", "address"): lambda _row: "",
        ("sign_in_failure", "known_device_id"): lambda _row: None,
        ("password_link", "reason"): lambda _row: "",
        ("password_link", "replaces_password"): lambda _row: False,
        **{
            ("password_link", name): lambda _row: None
            for name in ("at", "by_id", "approved_by_id", "approved_at", "seen_at")
        },
    },
    "0020": {("unit_period", "committee_key"): lambda row: search_key(row["committee_name"])},
    "0023": {("dossier", "return_due_on"): lambda _row: None},
    "0024": {("decision_item", "passed_over"): lambda _row: None},
    "0025": {
        ("known_device", "forgotten_at"): lambda _row: None,
        ("password_link", "set_at"): lambda _row: None,
        ("password_link", "owned_at"): lambda _row: None,
    },
    "0026": {("dossier", "kept_as_sent"): lambda _row: StoredJson({})},
    "0030": {("registration", "choosing_unit_id"): lambda row: row["review_unit_id"]},
    "0028": {("campaign", "cancelled_at"): lambda _row: None, ("campaign", "cancelled_reason"): lambda _row: ""},
    "0031": {("unit", "phone"): lambda _row: ""},
    "0032": {("event", "seal"): lambda _row: None},
}
"""The value that a revision writes into a new column of the rows that are already there."""
OLD_COLUMNS = {
    "0008": {("campaign", "process_version"): lambda row: row["process_digest"][:12]},
    "0016": {(table, "year"): lambda row: row["period_id"] for table in OF_A_PERIOD},
}
"""The columns that a revision drops, with the value that its downgrade writes."""
FILLED = {"registration_act", "process", "process_sight", "result_in_force", "period", "unit_word", "account_word",
          "record_end", "older_seal"}  # fmt: skip
"""The new tables that a revision fills from the rows that are already there."""
