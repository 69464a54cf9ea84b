"""Creates the tables of units, accounts, campaigns, dossiers, figures, decisions, results and commendations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_failure_login"), ["login"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("home_unit_id", sa.Integer(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["home_unit_id"], ["unit.id"], name=op.f("fk_account_home_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "register_counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_register_counter_last")),
        sa.ForeignKeyConstraint(
            ["authority_unit_id"], ["unit.id"], name=op.f("fk_register_counter_authority_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_counter")),
        sa.UniqueConstraint("authority_unit_id", "year", name=op.f("uq_register_counter_authority_unit_id_year")),
    )
    op.create_table(
        "unit_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "committee_province",
                "committee_upper",
                "committee_grassroots",
                "committee_section",
                "cell_grassroots",
                "cell_subordinate",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("cell_type", sa.String(), nullable=False),
        sa.Column("org_name", sa.String(), nullable=False),
        sa.Column("committee_name", sa.String(), nullable=False),
        sa.Column("issuer_name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("named_in_source", sa.Boolean(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.CheckConstraint(
            "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name=op.f("ck_unit_period_in_order")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_period_parent_id_unit")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_period_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_period")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_unit_period_unit_id_valid_from")),
    )
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_period_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_period_search_key"), ["search_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_period_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_period_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("rating", "recognition", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "tier",
            sa.Enum("three_tier", "two_tier", name="tier", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("process_version", sa.String(), nullable=False),
        sa.Column("programme_key", sa.String(), nullable=False),
        sa.Column("programme_json", sa.String(), nullable=False),
        sa.Column("programme_digest", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("submit_by", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authority_unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "decided_by",
            sa.Enum(
                "review_unit", "authority_unit", name="decided_by", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("decided_by_reason", sa.String(), nullable=False),
        sa.Column(
            "award_by",
            sa.Enum(
                "review_unit", "authority_unit", name="award_by", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("award_by_reason", sa.String(), nullable=False),
        sa.Column("minimum_assessments", sa.Integer(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minimum_assessments >= 1", name=op.f("ck_campaign_minimum")),
        sa.CheckConstraint("opens_on <= submit_by", name=op.f("ck_campaign_in_order")),
        sa.ForeignKeyConstraint(["authority_unit_id"], ["unit.id"], name=op.f("fk_campaign_authority_unit_id_unit")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name=op.f("fk_campaign_opened_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("code", name=op.f("uq_campaign_code")),
    )
    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("computed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_explanation_by_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_explanation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
    )
    with op.batch_alter_table("explanation", schema=None) as batch_op:
        batch_op.create_index("ix_explanation_of", ["unit_id", "year", "rule"], unique=False)

    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_figure_by_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_figure_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.create_index("ix_figure_of", ["unit_id", "year", "metric"], unique=False)

    op.create_table(
        "password_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_password_link_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_link")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_password_link_token_sha256")),
    )
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_link_account_id"), ["account_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "cell_secretary",
                "cell_committee",
                "commune_reviewer",
                "appraiser",
                "appraisal_lead",
                "authority_secretary",
                "award_clerk",
                "inspector",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name=op.f("ck_role_grant_in_order")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_role_grant_account_id_account")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_role_grant_by_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_grant_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_sign_in_token_sha256")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("drafted", "voted", "issued", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer_office", sa.String(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voted_by_id", sa.Integer(), nullable=True),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'issued') = (number IS NOT NULL AND issued_on IS NOT NULL)", name=op.f("ck_decision_numbered")
        ),
        sa.CheckConstraint("present <= members", name=op.f("ck_decision_present")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_decision_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["account.id"], name=op.f("fk_decision_drafted_by_id_account")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["account.id"], name=op.f("fk_decision_issued_by_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_decision_unit_id_unit")),
        sa.ForeignKeyConstraint(["voted_by_id"], ["account.id"], name=op.f("fk_decision_voted_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("unit_id", "term", "number", name=op.f("uq_decision_unit_id_term_number")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(
            "uq_decision_open",
            ["campaign_id", "unit_id"],
            unique=True,
            sqlite_where=sa.text("state != 'issued'"),
            postgresql_where=sa.text("state != 'issued'"),
        )

    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("review_unit_id", sa.Integer(), nullable=False),
        sa.Column("appraisal_unit_id", sa.Integer(), nullable=False),
        sa.Column("authority_unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "commune_review",
                "appraisal",
                "certification",
                "certified",
                "rejected",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paper_received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_received_by_id", sa.Integer(), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appraisal_unit_id"], ["unit.id"], name=op.f("fk_dossier_appraisal_unit_id_unit")),
        sa.ForeignKeyConstraint(["authority_unit_id"], ["unit.id"], name=op.f("fk_dossier_authority_unit_id_unit")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_dossier_campaign_id_campaign")),
        sa.ForeignKeyConstraint(
            ["paper_received_by_id"], ["account.id"], name=op.f("fk_dossier_paper_received_by_id_account")
        ),
        sa.ForeignKeyConstraint(["review_unit_id"], ["unit.id"], name=op.f("fk_dossier_review_unit_id_unit")),
        sa.ForeignKeyConstraint(["touched_by_id"], ["account.id"], name=op.f("fk_dossier_touched_by_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_dossier_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("campaign_id", "unit_id", name=op.f("uq_dossier_campaign_id_unit_id")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index("ix_dossier_appraisal", ["appraisal_unit_id", "campaign_id"], unique=False)
        batch_op.create_index("ix_dossier_authority", ["authority_unit_id", "campaign_id"], unique=False)
        batch_op.create_index("ix_dossier_review", ["review_unit_id", "campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "not_rated",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_not_rated_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_not_rated_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_rated")),
        sa.UniqueConstraint("campaign_id", "unit_id", name=op.f("uq_not_rated_campaign_id_unit_id")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column(
            "layer",
            sa.Enum(
                "self",
                "commune",
                "appraiser",
                "panel",
                name="layer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(layer = 'appraiser') = (by_id IS NOT NULL)", name=op.f("ck_assessment_author")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_assessment_by_id_account")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_assessment_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["account.id"], name=op.f("fk_assessment_saved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assessment_of_a_body",
            ["dossier_id", "layer"],
            unique=True,
            sqlite_where=sa.text("by_id IS NULL"),
            postgresql_where=sa.text("by_id IS NULL"),
        )
        batch_op.create_index("ix_assessment_one", ["dossier_id", "layer", "by_id"], unique=True)

    op.create_table(
        "award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_award_decision_id_decision")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_award_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint("decision_id", "dossier_id", name=op.f("uq_award_decision_id_dossier_id")),
    )
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("official", sa.Integer(), nullable=False),
        sa.Column("away", sa.Integer(), nullable=False),
        sa.Column("exempt", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Integer(), nullable=False),
        sa.Column("prosecuted", sa.Integer(), nullable=False),
        sa.Column("excused", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("votes", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("issued <= present AND returned <= issued", name=op.f("ck_ballot_votes_in_order")),
        sa.CheckConstraint("returned = valid + invalid", name=op.f("ck_ballot_votes_add_up")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_ballot_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("dossier_id", "round", name=op.f("uq_ballot_dossier_id_round")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_evidence_by_id_account")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_evidence_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_evidence_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_revision_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_revision_dossier_id_number")),
    )
    op.create_table(
        "commendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("authority_unit_id", sa.Integer(), nullable=False),
        sa.Column("register_year", sa.Integer(), nullable=False),
        sa.Column("register_no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("short_code", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("revision_digest", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pdf_sha256", sa.String(), nullable=True),
        sa.Column("renderer", sa.String(), nullable=True),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(pdf_sha256 IS NULL) = (renderer IS NULL)", name=op.f("ck_commendation_printed")),
        sa.CheckConstraint("register_no >= 1", name=op.f("ck_commendation_register_no")),
        sa.ForeignKeyConstraint(
            ["authority_unit_id"], ["unit.id"], name=op.f("fk_commendation_authority_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_commendation_award_id_award")),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_commendation_pdf_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commendation")),
        sa.UniqueConstraint(
            "authority_unit_id",
            "register_year",
            "register_no",
            name=op.f("uq_commendation_authority_unit_id_register_year_register_no"),
        ),
        sa.UniqueConstraint("award_id", name=op.f("uq_commendation_award_id")),
        sa.UniqueConstraint("code", name=op.f("uq_commendation_code")),
        sa.UniqueConstraint("short_code", name=op.f("uq_commendation_short_code")),
    )
    op.create_table(
        "decision_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("recused", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("in_favour IS NULL OR in_favour >= 0", name=op.f("ck_decision_item_in_favour")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_item_decision_id_decision")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_decision_item_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_decision_item_revision_id_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_item")),
        sa.UniqueConstraint("decision_id", "dossier_id", name=op.f("uq_decision_item_decision_id_dossier_id")),
    )
    with op.batch_alter_table("decision_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_item_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "draft",
                "commune_review",
                "appraisal",
                "certification",
                "certified",
                "rejected",
                "declined",
                "withdrawn",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "dest",
            sa.Enum(
                "draft",
                "commune_review",
                "appraisal",
                "certification",
                "certified",
                "rejected",
                "declined",
                "withdrawn",
                name="dest",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "cell_secretary",
                "cell_committee",
                "commune_reviewer",
                "appraiser",
                "appraisal_lead",
                "authority_secretary",
                "award_clerk",
                "inspector",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous_digest", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_move_number")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_move_by_id_account")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_move_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_move_revision_id_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_move_dossier_id_number")),
    )
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column(
            "grade",
            sa.Enum(
                "excellent",
                "good",
                "average",
                "poor",
                name="grade",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("grade IS NULL OR points IS NULL", name=op.f("ck_score_one_scale")),
        sa.CheckConstraint("points IS NULL OR points >= 0", name=op.f("ck_score_points")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_score_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index("ix_score_one", ["assessment_id", "criterion"], unique=True)

    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("rating", "recognition", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("programme_key", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("proposed", sa.String(), nullable=True),
        sa.Column("decision_item_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_item_id"], ["decision_item.id"], name=op.f("fk_result_decision_item_id_decision_item")
        ),
        sa.ForeignKeyConstraint(["supersedes_id"], ["result.id"], name=op.f("fk_result_supersedes_id_result")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_result_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("decision_item_id", name=op.f("uq_result_decision_item_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_result_supersedes_id")),
    )
    with op.batch_alter_table("result", schema=None) as batch_op:
        batch_op.create_index("ix_result_of", ["unit_id", "kind", "year"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("result", schema=None) as batch_op:
        batch_op.drop_index("ix_result_of")

    op.drop_table("result")
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_index("ix_score_one")

    op.drop_table("score")
    op.drop_table("move")
    with op.batch_alter_table("decision_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_item_dossier_id"))

    op.drop_table("decision_item")
    op.drop_table("commendation")
    op.drop_table("revision")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_dossier_id"))

    op.drop_table("evidence")
    op.drop_table("ballot")
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_dossier_id"))

    op.drop_table("award")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index("ix_assessment_one")
        batch_op.drop_index(
            "ix_assessment_of_a_body", sqlite_where=sa.text("by_id IS NULL"), postgresql_where=sa.text("by_id IS NULL")
        )

    op.drop_table("assessment")
    op.drop_table("not_rated")
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_unit_id"))
        batch_op.drop_index("ix_dossier_review")
        batch_op.drop_index("ix_dossier_authority")
        batch_op.drop_index("ix_dossier_appraisal")

    op.drop_table("dossier")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_decision_open", sqlite_where=sa.text("state != 'issued'"), postgresql_where=sa.text("state != 'issued'")
        )
        batch_op.drop_index(batch_op.f("ix_decision_campaign_id"))

    op.drop_table("decision")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_unit_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_account_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_password_link_account_id"))

    op.drop_table("password_link")
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.drop_index("ix_figure_of")

    op.drop_table("figure")
    with op.batch_alter_table("explanation", schema=None) as batch_op:
        batch_op.drop_index("ix_explanation_of")

    op.drop_table("explanation")
    op.drop_table("campaign")
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_period_unit_id"))
        batch_op.drop_index(batch_op.f("ix_unit_period_sort_key"))
        batch_op.drop_index(batch_op.f("ix_unit_period_search_key"))
        batch_op.drop_index(batch_op.f("ix_unit_period_parent_id"))

    op.drop_table("unit_period")
    op.drop_table("register_counter")
    op.drop_table("account")
    op.drop_table("unit")
    op.drop_table("stored_file")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_login"))

    op.drop_table("sign_in_failure")
