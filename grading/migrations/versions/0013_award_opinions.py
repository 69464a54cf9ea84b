"""Stores what the appraisal team says about awards, and why a body gives an award that the team did not propose."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_OF_THE_TEAM = sa.text("by_id IS NULL")


def upgrade() -> None:
    op.create_table(
        "award_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("in_favour", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("in_favour != (by_id IS NULL) OR words != ''", name=op.f("ck_award_opinion_said")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_award_opinion_by_id_account")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_award_opinion_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["account.id"], name=op.f("fk_award_opinion_saved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_opinion")),
    )
    op.create_index("ix_award_opinion_one", "award_opinion", ["dossier_id", "ground", "by_id"], unique=True)
    op.create_index(
        "ix_award_opinion_of_the_team",
        "award_opinion",
        ["dossier_id", "ground"],
        unique=True,
        sqlite_where=_OF_THE_TEAM,
        postgresql_where=_OF_THE_TEAM,
    )
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unproposed_reason", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.drop_column("unproposed_reason")
    op.drop_table("award_opinion")
