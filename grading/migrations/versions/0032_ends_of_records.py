"""Keeps the last line of each record, and seals in the chained lines instead of in the words beside them."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_LINES = sa.text(
    "SELECT event.subject_id, event_words.content FROM event JOIN event_words ON event_words.event_id = event.id "
    "WHERE event.subject_kind = :kind AND event.done = :done"
)
_SEALED = {
    "decision": ("decision_issued", "SELECT id FROM decision WHERE state = 'issued'"),
    "campaign": ("campaign_opened", "SELECT id FROM campaign"),
}


def upgrade() -> None:
    op.add_column("event", sa.Column("seal", sa.String(), nullable=True))
    op.create_table(
        "record_end",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", name=op.f("pk_record_end")),
    )
    op.execute(
        "INSERT INTO record_end (subject_kind, subject_id, number, digest) "
        "SELECT event.subject_kind, event.subject_id, event.number, event.digest FROM event JOIN "
        "(SELECT subject_kind, subject_id, max(number) AS number FROM event GROUP BY subject_kind, subject_id) AS last "
        "ON last.subject_kind = event.subject_kind AND last.subject_id = event.subject_id "
        "AND last.number = event.number"
    )
    older = op.create_table(
        "older_seal",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", name=op.f("pk_older_seal")),
    )
    for kind, (done, query) in _SEALED.items():
        said = op.get_bind().execute(_LINES, {"kind": kind, "done": done})
        seals = {subject_id: _sealed(content) for subject_id, content in said}
        ids = op.get_bind().scalars(sa.text(query)).all()
        op.bulk_insert(older, [{"subject_kind": kind, "subject_id": each, "seal": seals.get(each, "")} for each in ids])


def _sealed(content: str) -> str:
    """Returns the seal that stands in the words of a line; nothing for words that are no object."""
    try:
        said = json.loads(content)
    except ValueError:
        return ""
    return str(said.get("sealed", "")) if isinstance(said, dict) else ""


def downgrade() -> None:
    # The lines that hold a seal no longer fit their digest after this: the version before does not know seals in lines.
    op.drop_table("older_seal")
    op.drop_table("record_end")
    op.drop_column("event", "seal")
