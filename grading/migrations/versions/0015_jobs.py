"""Stores jobs and the things that each of them works on."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_KINDS = ("papers", "volume", "figures_import", "results_import", "units_export")
_STATES = ("waiting", "running", "paused", "done", "failed", "cancelled")
_OPEN = sa.text("state IN ('waiting', 'running', 'paused')")


def _enum(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _enum("kind", *_KINDS), nullable=False),
        sa.Column("state", _enum("state", *_STATES), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("boot_id", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("result_sha256", sa.String(), nullable=True),
        sa.Column("result_name", sa.String(), nullable=True),
        sa.CheckConstraint("(state = 'running') = (boot_id IS NOT NULL)", name=op.f("ck_job_leased")),
        sa.CheckConstraint("(boot_id IS NULL) = (lease_until IS NULL)", name=op.f("ck_job_lease_until")),
        sa.CheckConstraint(
            "(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)", name=op.f("ck_job_ended")
        ),
        sa.CheckConstraint("(result_sha256 IS NULL) = (result_name IS NULL)", name=op.f("ck_job_result")),
        sa.CheckConstraint("result_sha256 IS NULL OR state = 'done'", name=op.f("ck_job_result_of_done")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_job_tries")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_job_by_id_account")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_job_decision_id_decision")),
        sa.ForeignKeyConstraint(
            ["result_sha256"], ["stored_file.sha256"], name=op.f("fk_job_result_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_job_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("uq_job_open", "job", ["kind", "key"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)
    for column in ("state", "decision_id", "by_id"):
        op.create_index(op.f(f"ix_job_{column}"), "job", [column])
    op.create_table(
        "job_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("commendation_id", sa.Integer(), nullable=True),
        sa.Column("state", _enum("state", "waiting", "done", "failed"), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name=op.f("ck_job_line_ended")),
        sa.CheckConstraint("(state = 'failed') = (reasons IS NOT NULL)", name=op.f("ck_job_line_failed")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_job_line_number")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_job_line_tries")),
        sa.ForeignKeyConstraint(
            ["commendation_id"], ["commendation.id"], name=op.f("fk_job_line_commendation_id_commendation")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_line_job_id_job")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_line")),
        sa.UniqueConstraint("job_id", "number", name=op.f("uq_job_line_job_id_number")),
    )


def downgrade() -> None:
    op.drop_table("job_line")
    op.drop_table("job")
