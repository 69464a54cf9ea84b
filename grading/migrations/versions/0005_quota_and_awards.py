"""Stores exceptions from the quota, why another body gives an award, awards of past years, mergers and splits of
units."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quota_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("group_key", sa.String(), nullable=False),
        sa.Column("pct", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=False),
        sa.Column("paper_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("pct BETWEEN 1 AND 10000", name=op.f("ck_quota_exception_pct")),
        sa.CheckConstraint("reason != '' AND paper_number != ''", name=op.f("ck_quota_exception_said")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_quota_exception_by_id_account")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_quota_exception_decision_id_decision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_exception")),
        sa.UniqueConstraint("decision_id", "group_key", name=op.f("uq_quota_exception_decision_id_group_key")),
    )
    op.create_table(
        "past_award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_past_award_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_award")),
        sa.UniqueConstraint("unit_id", "year", name=op.f("uq_past_award_unit_id_year")),
    )
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("merger", "division", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint("predecessor_id != successor_id", name=op.f("ck_succession_two_units")),
        sa.ForeignKeyConstraint(["predecessor_id"], ["unit.id"], name=op.f("fk_succession_predecessor_id_unit")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_succession_successor_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint("predecessor_id", "successor_id", name=op.f("uq_succession_predecessor_id_successor_id")),
    )
    op.create_index(op.f("ix_succession_successor_id"), "succession", ["successor_id"], unique=False)
    op.add_column("award", sa.Column("issuer_reason", sa.String(), nullable=True))
    op.drop_index(op.f("ix_award_dossier_id"), table_name="award")
    op.create_index(op.f("ix_award_dossier_id"), "award", ["dossier_id"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_award_dossier_id"), table_name="award")
    op.create_index(op.f("ix_award_dossier_id"), "award", ["dossier_id"], unique=False)
    op.drop_column("award", "issuer_reason")
    op.drop_table("succession")
    op.drop_table("past_award")
    op.drop_table("quota_exception")
