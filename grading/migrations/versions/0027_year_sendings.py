"""Keeps what a cell sent of its year: only that is seen above the cell before its dossier is sent."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "year_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "month", "thematic", "half_year", name="part", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_year_sending_by_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_year_sending_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_sending")),
    )
    with op.batch_alter_table("year_sending", schema=None) as batch_op:
        batch_op.create_index("ix_year_sending_unit_year", ["unit_id", "year"], unique=False)


def downgrade() -> None:
    op.drop_table("year_sending")
