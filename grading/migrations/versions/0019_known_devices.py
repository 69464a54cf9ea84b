"""Keeps the browsers that accounts know, where wrong tries come from, and who made a password link and why."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_OF_DEVICE = "fk_sign_in_failure_known_device_id_known_device"
_PEOPLE = ("by_id", "approved_by_id")


def upgrade() -> None:
    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_known_device_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_known_device_token_sha256")),
    )
    op.create_index(op.f("ix_known_device_account_id"), "known_device", ["account_id"])
    _add_to_tries()
    _add_to_links()
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.alter_column("place", server_default=None)


def _add_to_tries() -> None:
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("known_device_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.alter_column("address", server_default=None)
        batch_op.create_foreign_key(_OF_DEVICE, "known_device", ["known_device_id"], ["id"], ondelete="CASCADE")
        batch_op.create_index(op.f("ix_sign_in_failure_address"), ["address"])
        batch_op.create_index(op.f("ix_sign_in_failure_known_device_id"), ["known_device_id"])


def _add_to_links() -> None:
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        for moment in ("at", "approved_at", "seen_at"):
            batch_op.add_column(sa.Column(moment, sa.DateTime(timezone=True), nullable=True))
        for person in _PEOPLE:
            batch_op.add_column(sa.Column(person, sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("replaces_password", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.alter_column("reason", server_default=None)
        batch_op.alter_column("replaces_password", server_default=None)
        for person in _PEOPLE:
            batch_op.create_foreign_key(f"fk_password_link_{person}_account", "account", [person], ["id"])
        batch_op.create_check_constraint(
            op.f("ck_password_link_two_people"), "by_id IS NULL OR by_id != approved_by_id"
        )
        batch_op.create_check_constraint(
            op.f("ck_password_link_approved"), "(approved_at IS NULL) = (approved_by_id IS NULL)"
        )


def downgrade() -> None:
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_column("place")
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_password_link_two_people"), type_="check")
        batch_op.drop_constraint(op.f("ck_password_link_approved"), type_="check")
        for person in _PEOPLE:
            batch_op.drop_constraint(f"fk_password_link_{person}_account", type_="foreignkey")
        for name in ("at", "approved_at", "seen_at", *_PEOPLE, "reason", "replaces_password"):
            batch_op.drop_column(name)
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_sign_in_failure_address"))
        batch_op.drop_index(op.f("ix_sign_in_failure_known_device_id"))
        batch_op.drop_constraint(_OF_DEVICE, type_="foreignkey")
        batch_op.drop_column("address")
        batch_op.drop_column("known_device_id")
    op.drop_table("known_device")
