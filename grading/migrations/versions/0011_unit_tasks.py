"""Stores why a period of a unit began, and the tasks on open dossiers after a change of their unit."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_CHANGES = (
    "opened", "renamed", "moved", "issuer_changed", "kind_changed", "type_changed", "closed", "merged", "divided",
)  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.alter_column("reason", server_default=None)
    op.create_table(
        "unit_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column(
            "change",
            sa.Enum(*_CHANGES, name="change", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "go_on",
                "leave_out",
                "hand_over",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),  # fmt: skip
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_unit_task_answered")),
        sa.CheckConstraint("answer != 'hand_over' OR successor_id IS NOT NULL", name=op.f("ck_unit_task_successor")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["account.id"], name=op.f("fk_unit_task_answered_by_id_account")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_unit_task_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_unit_task_successor_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_task")),
    )
    op.create_index(op.f("ix_unit_task_dossier_id"), "unit_task", ["dossier_id"])


def downgrade() -> None:
    op.drop_table("unit_task")
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.drop_column("reason")
