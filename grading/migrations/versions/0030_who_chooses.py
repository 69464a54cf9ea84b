"""Names for each registration the body that surveys the cell and settles the list: so far the one that reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_UNIT = "fk_registration_choosing_unit_id_unit"


def upgrade() -> None:
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("choosing_unit_id", sa.Integer(), nullable=True))
    op.execute("UPDATE registration SET choosing_unit_id = review_unit_id")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.alter_column("choosing_unit_id", existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key(batch_op.f(_UNIT), "unit", ["choosing_unit_id"], ["id"])
        batch_op.create_index("ix_registration_choosing", ["choosing_unit_id", "campaign_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index("ix_registration_choosing")
        batch_op.drop_constraint(batch_op.f(_UNIT), type_="foreignkey")
        batch_op.drop_column("choosing_unit_id")
