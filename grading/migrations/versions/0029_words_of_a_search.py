"""Keeps the words by which units and accounts are found, and indexes what is listed page by page."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from grading.text import words_of

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_OF_OFFICES = sa.text("office <> 'person'")
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_INDEXES = (
    ("unit_period", "ix_unit_period_of_kind", ["kind", "sort_key"]),
    ("unit_period", "ix_unit_period_committee_key", ["committee_key"]),
    ("campaign", "ix_campaign_authority_unit_id", ["authority_unit_id"]),
    ("password_link", "ix_password_link_expires_at", ["expires_at"]),
)


def upgrade() -> None:
    _words("unit_word", "unit_id", "unit", "ix_unit_word_unit")
    _words("account_word", "account_id", "account", "ix_account_word_account")
    for table, name, columns in _INDEXES:
        op.create_index(name, table, columns)
    op.drop_index("ix_event_office_at", "event")
    op.create_index(
        "ix_event_of_offices", "event", ["at", "id"], sqlite_where=_OF_OFFICES, postgresql_where=_OF_OFFICES
    )
    connection = op.get_bind()
    units = sa.text(
        "SELECT id, code FROM unit UNION SELECT unit_id, org_name FROM unit_period"
        " UNION SELECT unit_id, committee_name FROM unit_period"
    )
    _fill("unit_word", "unit_id", connection.execute(units).all())
    _fill("account_word", "account_id", connection.execute(sa.text("SELECT id, login FROM account")).all())


def _words(table: str, owner: str, of: str, index: str) -> None:
    op.create_table(
        table,
        sa.Column("word", _WORD, nullable=False),
        sa.Column(owner, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint([owner], [f"{of}.id"], name=op.f(f"fk_{table}_{owner}_{of}"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", owner, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )
    op.create_index(index, table, [owner, "word"])


def _fill(table: str, owner: str, named: Iterable[sa.Row[int, str]]) -> None:
    rows = {(word, owner_id) for owner_id, name in named for word in words_of(name)}
    into = sa.table(table, sa.column("word"), sa.column(owner))
    op.bulk_insert(into, [{"word": word, owner: owner_id} for word, owner_id in sorted(rows)])


def downgrade() -> None:
    op.drop_index("ix_event_of_offices", "event")
    op.create_index("ix_event_office_at", "event", ["office", "at"])
    for table, name, _columns in _INDEXES:
        op.drop_index(name, table)
    op.drop_table("account_word")
    op.drop_table("unit_word")
