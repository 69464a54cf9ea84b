"""A vote notes which units lost their level to one that stands behind them in the order of the quota."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("decision_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("passed_over", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("decision_item", schema=None) as batch_op:
        batch_op.drop_column("passed_over")
