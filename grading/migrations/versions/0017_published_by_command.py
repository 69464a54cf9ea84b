"""Lets a command publish a person's draft without naming a person who did nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_APPROVED, _SOMEBODY = "ck_programme_version_approved", "ck_programme_version_somebody"


def upgrade() -> None:
    with op.batch_alter_table("programme_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(_APPROVED), type_="check")
        batch_op.create_check_constraint(batch_op.f(_APPROVED), "approved_by_id IS NULL OR approved_at IS NOT NULL")
        batch_op.create_check_constraint(
            batch_op.f(_SOMEBODY), "approved_at IS NULL OR author_id IS NOT NULL OR approved_by_id IS NOT NULL"
        )


def downgrade() -> None:
    # A publication without a person has no place in the revision before: the version is a draft again.
    op.execute(sa.text("UPDATE programme_version SET approved_at = NULL WHERE approved_by_id IS NULL"))
    with op.batch_alter_table("programme_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(_SOMEBODY), type_="check")
        batch_op.drop_constraint(batch_op.f(_APPROVED), type_="check")
        batch_op.create_check_constraint(batch_op.f(_APPROVED), "(approved_at IS NULL) = (approved_by_id IS NULL)")
