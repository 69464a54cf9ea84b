"""Stores which successor of a divided unit goes on with which month of its year."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_shared_month_in_year")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_shared_month_successor_id_unit")),
        sa.ForeignKeyConstraint(["task_id"], ["unit_task.id"], name=op.f("fk_shared_month_task_id_unit_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_month")),
        sa.UniqueConstraint("task_id", "month", name=op.f("uq_shared_month_task_id_month")),
    )


def downgrade() -> None:
    op.drop_table("shared_month")
