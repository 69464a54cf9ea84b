"""Stores the derivation of a level with the line of the decision."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("decision_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("derivation", sa.Text(), nullable=True))


def downgrade() -> None:
    # This runs in place: a batch on SQLite makes the table again and drops the old one, to which the results point.
    op.drop_column("decision_item", "derivation")
