"""Registrations for a model, their works and the committee's list."""

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in with the tables it is for."""


def downgrade() -> None:
    """The reverse."""
