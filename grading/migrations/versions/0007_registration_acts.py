"""Stores who acted on a registration, line by line."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ACTS = ("register", "withdraw", "progress", "survey", "settle", "check")
_KNOWN = {"register": "registered_by_id", "survey": "surveyed_by_id", "settle": "settled_by_id",
          "check": "checked_by_id"}  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "registration_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column(
            "act", sa.Enum(*_ACTS, name="act", native_enum=False, create_constraint=True, length=32), nullable=False
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_registration_act_registration_id_registration")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_registration_act_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_act")),
    )
    op.create_index(op.f("ix_registration_act_registration_id"), "registration_act", ["registration_id"])
    # The earlier table holds only the last account for each act.
    names = ("registration_id", "act", "by_id", "at")
    lines = sa.table("registration_act", *(sa.column(name) for name in names))
    rows = sa.table("registration", *(sa.column(name) for name in ("id", "touched_at", *_KNOWN.values())))
    for act, column in _KNOWN.items():
        by = rows.c[column]
        earlier_acts = sa.select(rows.c.id, sa.literal(act), by, rows.c.touched_at).where(by.is_not(None))
        op.execute(lines.insert().from_select(list(names), earlier_acts))
    # A figure names the account that recorded progress. Figures counted when the list was settled are the committee's.
    op.execute(
        "INSERT INTO registration_act (registration_id, act, by_id, at) "
        "SELECT registration.id, 'progress', figure.by_id, figure.at FROM registration "
        "JOIN campaign ON campaign.id = registration.campaign_id "
        "JOIN figure ON figure.unit_id = registration.unit_id AND figure.year = campaign.year "
        "WHERE figure.source = 'registered_works' AND figure.by_id IS NOT NULL "
        "AND figure.by_id <> registration.settled_by_id"
    )


def downgrade() -> None:
    op.drop_table("registration_act")
