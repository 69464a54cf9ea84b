"""Stores the record of every act, chained for each thing that acts are done to."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OFFICES = sa.Enum(
    "person", "administrator", "command", name="office", native_enum=False, create_constraint=True, length=32
)


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("done", sa.String(length=32), nullable=False),
        sa.Column("office", _OFFICES, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_digest", sa.String(), nullable=False),
        sa.Column("previous_digest", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_event_number")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_event_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint(
            "subject_kind", "subject_id", "number", name=op.f("uq_event_subject_kind_subject_id_number")
        ),
    )
    op.create_index(op.f("ix_event_by_id"), "event", ["by_id"])
    op.create_index("ix_event_office_at", "event", ["office", "at"])
    op.create_table(
        "event_words",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_words_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_words")),
    )


def downgrade() -> None:
    op.drop_table("event_words")
    op.drop_table("event")
