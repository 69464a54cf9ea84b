"""The derivation of a level, kept with the line of the decision."""

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
    with op.batch_alter_table("decision_item", schema=None) as batch_op:
        batch_op.drop_column("derivation")
