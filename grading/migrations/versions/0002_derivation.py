"""The derivation of a level, kept with the line of the decision."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in with the tables it is for."""


def downgrade() -> None:
    """The reverse."""
