"""Keeps what a return names and the cell sends again as it was, with the reason for each."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kept_as_sent", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.alter_column("kept_as_sent", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_column("kept_as_sent")
