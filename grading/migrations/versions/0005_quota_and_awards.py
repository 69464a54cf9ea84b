"""Exceptions from the quota, and what an award is worth."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in with the tables it is for."""


def downgrade() -> None:
    """The reverse."""
