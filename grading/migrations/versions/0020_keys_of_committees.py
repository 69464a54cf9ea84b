"""Stores the key by which a committee is found, and makes the keys again that hid a unit behind signs nobody sees."""

import sqlalchemy as sa
from alembic import op

from grading.text import search_key, sort_key, visible

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_PERIODS = sa.table(
    "unit_period",
    *map(sa.column, ("id", "org_name", "committee_name", "search_key", "sort_key", "committee_key")),
)


def _hides(name: str) -> bool:
    """Says whether the key of this name was another one before."""
    return visible(name) != name or "Ð" in name or "ð" in name


def upgrade() -> None:
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.add_column(sa.Column("committee_key", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    columns = _PERIODS.c
    for row in connection.execute(sa.select(columns.id, columns.org_name, columns.committee_name)).all():
        keys = {"committee_key": search_key(row.committee_name)}
        if _hides(row.org_name):
            keys |= {"search_key": search_key(row.org_name), "sort_key": sort_key(row.org_name)}
        connection.execute(sa.update(_PERIODS).where(columns.id == row.id).values(keys))
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.alter_column("committee_key", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("unit_period", schema=None) as batch_op:
        batch_op.drop_column("committee_key")
