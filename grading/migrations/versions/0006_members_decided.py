"""Stores members' levels as proposed and as decided."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STAGES = sa.Enum("proposed", "decided", name="stage", native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stage", _STAGES, nullable=False, server_default="proposed"))
        batch_op.add_column(sa.Column("dossier_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_figure_dossier_id_dossier"), "dossier", ["dossier_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_figure_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_figure_decided_by_somebody"),
            "stage = 'proposed' OR (dossier_id IS NOT NULL AND by_id IS NOT NULL)",
        )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.alter_column("stage", server_default=None)


def downgrade() -> None:
    """Deletes the decided counts, because the earlier table has no place for them."""
    op.execute("DELETE FROM figure WHERE stage = 'decided'")
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_figure_decided_by_somebody"), type_="check")
        batch_op.drop_index(batch_op.f("ix_figure_dossier_id"))
        batch_op.drop_constraint(batch_op.f("fk_figure_dossier_id_dossier"), type_="foreignkey")
        batch_op.drop_column("dossier_id")
        # SQLite makes the table again with all its constraints, and this one would name a column that is dropped.
        batch_op.drop_constraint(batch_op.f("ck_figure_stage"), type_="check")
        batch_op.drop_column("stage")
