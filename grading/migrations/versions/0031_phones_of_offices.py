"""Keeps the telephone number that a committee's office gave."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unit", sa.Column("phone", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_column("phone")
