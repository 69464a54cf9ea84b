"""Keeps who may hold two offices, which devices were forgotten, and which passwords their owners have confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dual_office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("other_role", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_dual_office_in_order")),
        sa.CheckConstraint("role != other_role", name=op.f("ck_dual_office_two_roles")),
        sa.CheckConstraint("reason != ''", name=op.f("ck_dual_office_reason")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_dual_office_account_id_account")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_dual_office_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dual_office")),
    )
    op.create_index(op.f("ix_dual_office_account_id"), "dual_office", ["account_id"])
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("owned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(op.f("ix_password_link_by_id"), ["by_id"])


def downgrade() -> None:
    # A forgotten device is known again after this. That opens nothing: it only lets wrong tries count apart there.
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_password_link_by_id"))
        batch_op.drop_column("owned_at")
        batch_op.drop_column("set_at")
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.drop_column("forgotten_at")
    op.drop_table("dual_office")
