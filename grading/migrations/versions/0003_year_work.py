"""The year's meetings, deeds and reviews of a cell."""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in with the tables it is for."""


def downgrade() -> None:
    """The reverse."""
