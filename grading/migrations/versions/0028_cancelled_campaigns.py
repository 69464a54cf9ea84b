"""Lets a campaign be cancelled, with the time and the reason."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("cancelled_reason", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.alter_column("cancelled_reason", existing_type=sa.String(), server_default=None)
        batch_op.create_check_constraint(
            op.f("ck_campaign_cancelled_is_closed"), "cancelled_at IS NULL OR closed_at IS NOT NULL"
        )
        batch_op.create_check_constraint(
            op.f("ck_campaign_cancelled_says_why"), "(cancelled_at IS NULL) = (cancelled_reason = '')"
        )


def downgrade() -> None:
    # A cancelled campaign is a closed one after this; the record still says when and why it was cancelled.
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_campaign_cancelled_says_why"), type_="check")
        batch_op.drop_constraint(op.f("ck_campaign_cancelled_is_closed"), type_="check")
        batch_op.drop_column("cancelled_reason")
        batch_op.drop_column("cancelled_at")
