"""Creates the tables for the year's meetings, counts of months and half-year reviews of a cell."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("regular", "thematic", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("excused", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("points", sa.JSON(), nullable=False),
        *_saved("meeting_sheet"),
        sa.CheckConstraint(
            "period >= 1 AND period <= CASE kind WHEN 'regular' THEN 12 ELSE 4 END",
            name=op.f("ck_meeting_sheet_in_year"),
        ),
        sa.CheckConstraint(
            "present >= 0 AND excused >= 0 AND present + excused <= due", name=op.f("ck_meeting_sheet_attendance")
        ),
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 1440", name=op.f("ck_meeting_sheet_length")),
        sa.UniqueConstraint(
            "unit_id", "year", "kind", "period", name=op.f("uq_meeting_sheet_unit_id_year_kind_period")
        ),
    )
    op.create_table(
        "month_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("deeds", sa.Integer(), nullable=True),
        sa.Column("groups", sa.Integer(), nullable=True),
        sa.Column("followed", sa.Integer(), nullable=True),
        *_saved("month_counts"),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_month_counts_in_year")),
        sa.CheckConstraint("deeds >= 0 AND groups >= 0 AND followed >= 0", name=op.f("ck_month_counts_counted")),
        sa.UniqueConstraint("unit_id", "year", "month", name=op.f("uq_month_counts_unit_id_year_month")),
    )
    op.create_table(
        "half_year_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("on_track", sa.Integer(), nullable=False),
        sa.Column("behind", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        *_saved("half_year_review"),
        sa.CheckConstraint("present >= 0 AND present <= due", name=op.f("ck_half_year_review_attendance")),
        sa.CheckConstraint("on_track >= 0 AND behind >= 0", name=op.f("ck_half_year_review_counted")),
        sa.UniqueConstraint("unit_id", "year", name=op.f("uq_half_year_review_unit_id_year")),
    )


def downgrade() -> None:
    for table in ("half_year_review", "month_counts", "meeting_sheet"):
        op.drop_table(table)


def _saved(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Returns the columns and constraints that all three tables share: who saved the row last and when, the version,
    the key, and the references."""
    return (
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f(f"fk_{table}_unit_id_unit")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["account.id"], name=op.f(f"fk_{table}_saved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
