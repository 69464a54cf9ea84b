"""Creates the tables of registrations and their works; stores the model of a title and the type of a cell."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("result") as batch_op:
        batch_op.add_column(sa.Column("model", sa.String(), nullable=True))
    # Each programme recognised one title so far.
    op.execute("UPDATE result SET model = programme_key WHERE kind = 'recognition'")
    with _without_successors(), op.batch_alter_table("result") as batch_op:
        batch_op.create_check_constraint(op.f("ck_result_model"), "(kind = 'recognition') = (model IS NOT NULL)")
    # The type of a cell (of a hamlet, a school) at the opening. Existing dossiers have the same criteria for all types.
    op.add_column("dossier", sa.Column("cell_type", sa.String(), nullable=False, server_default=""))
    _make_registration()
    _make_work()


@contextmanager
def _without_successors() -> Iterator[None]:
    """Clears the references between results meanwhile: SQLite makes the table again and drops the old one, to which no
    row may point."""
    op.execute("CREATE TEMPORARY TABLE successor AS SELECT id, supersedes_id FROM result WHERE supersedes_id > 0")
    op.execute("UPDATE result SET supersedes_id = NULL WHERE supersedes_id > 0")
    yield
    op.execute(
        "UPDATE result SET supersedes_id = (SELECT successor.supersedes_id FROM successor "
        "WHERE successor.id = result.id) WHERE id IN (SELECT id FROM successor)"
    )
    op.execute("DROP TABLE successor")


def _make_registration() -> None:
    states = ("invited", "registered", "confirmed", "set_aside", "withdrawn")
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("review_unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*states, name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("survey", sa.JSON(), nullable=False),
        sa.Column("surveyed_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("late_reason", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("check_words", sa.String(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'invited') = (registered_on IS NULL) "
            "AND (registered_on IS NULL) = (eligible IS NULL) AND (eligible IS NULL) = (in_favour IS NULL)",
            name=op.f("ck_registration_registered"),
        ),
        sa.CheckConstraint(
            "in_favour IS NULL OR (in_favour >= 0 AND in_favour * 2 > eligible)", name=op.f("ck_registration_majority")
        ),
        sa.CheckConstraint("in_favour IS NULL OR in_favour <= eligible", name=op.f("ck_registration_votes")),
        sa.CheckConstraint(
            "(state IN ('confirmed', 'set_aside')) = (settled_on IS NOT NULL)", name=op.f("ck_registration_settled")
        ),
        sa.CheckConstraint("state != 'set_aside' OR reason != ''", name=op.f("ck_registration_reason")),
        sa.CheckConstraint("(checked_on IS NULL) = (check_words = '')", name=op.f("ck_registration_checked")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_registration_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_registration_unit_id_unit")),
        sa.ForeignKeyConstraint(["review_unit_id"], ["unit.id"], name=op.f("fk_registration_review_unit_id_unit")),
        *(
            sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_registration_{column}_account"))
            for column in ("registered_by_id", "surveyed_by_id", "settled_by_id", "checked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("campaign_id", "unit_id", name=op.f("uq_registration_campaign_id_unit_id")),
    )
    with op.batch_alter_table("registration") as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_registration_review", ["review_unit_id", "campaign_id"], unique=False)


def _make_work() -> None:
    op.create_table(
        "registered_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_registered_work_number")),
        sa.CheckConstraint("target > 0 AND done >= 0", name=op.f("ck_registered_work_amounts")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_registered_work_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_work")),
        sa.UniqueConstraint("registration_id", "number", name=op.f("uq_registered_work_registration_id_number")),
    )


def downgrade() -> None:
    op.drop_table("registered_work")
    op.drop_table("registration")
    op.drop_column("dossier", "cell_type")
    with _without_successors(), op.batch_alter_table("result") as batch_op:
        batch_op.drop_constraint(op.f("ck_result_model"), type_="check")
        batch_op.drop_column("model")
