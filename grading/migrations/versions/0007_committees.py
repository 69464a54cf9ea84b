"""Committees on the roster."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in with the tables it is for."""


def downgrade() -> None:
    """The reverse."""
