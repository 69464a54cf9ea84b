"""Stores from which unit a registered work was handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KEY = "fk_registered_work_origin_id_unit"


def upgrade() -> None:
    with op.batch_alter_table("registered_work", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f(_KEY), "unit", ["origin_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("registered_work", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(_KEY), type_="foreignkey")
        batch_op.drop_column("origin_id")
