"""Stores the process that each campaign goes by, and in each move the side on which the person stood."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLES = Path(__file__).parent.parent / "processes"
_STATES = (
    "draft", "commune_review", "appraisal", "certification", "certified", "rejected", "declined", "withdrawn",
)  # fmt: skip
_ROLES = (
    "cell_secretary", "cell_committee", "commune_reviewer", "appraiser", "appraisal_lead", "authority_secretary",
    "award_clerk", "inspector", "admin",
)  # fmt: skip
_CHECKED = (
    ("dossier", "state", _STATES), ("move", "source", _STATES), ("move", "dest", _STATES), ("move", "role", _ROLES),
    ("role_grant", "role", _ROLES),
)  # fmt: skip
_BODIES = sa.Enum(
    "unit", "review_unit", "appraisal_unit", "authority_unit",
    name="body", native_enum=False, create_constraint=True, length=32,
)  # fmt: skip
_SIDES = sa.Enum(
    "produce", "review", "appraise", "decide", "read", name="side", native_enum=False, create_constraint=True, length=32
)
_SIDE_OF = {
    "cell_secretary": "produce", "cell_committee": "produce", "commune_reviewer": "review", "appraiser": "appraise",
    "appraisal_lead": "appraise", "authority_secretary": "decide",
}  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "process",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_process")),
    )
    op.create_table(
        "process_sight",
        sa.Column("process_digest", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("body", _BODIES, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("only_if_sits", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["process_digest"], ["process.digest"], name=op.f("fk_process_sight_process_digest_process")
        ),
        sa.PrimaryKeyConstraint("process_digest", "role", "body", "state", name=op.f("pk_process_sight")),
    )
    _campaigns()
    _moves()
    for table, column, _members in _CHECKED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_{column}"), type_="check")


def _campaigns() -> None:
    """Gives each campaign the table of its tier and kind, as the program had it at this revision."""
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("process_digest", sa.String(), nullable=True))
    campaigns = sa.table(
        "campaign", *(sa.column(name) for name in ("id", "tier", "kind", "opened_at", "process_digest"))
    )
    connection = op.get_bind()
    kept: set[str] = set()
    query = sa.select(campaigns.c.tier, campaigns.c.kind, sa.func.min(campaigns.c.opened_at))
    for tier, kind, opened_at in connection.execute(query.group_by(campaigns.c.tier, campaigns.c.kind)).all():
        content = (_TABLES / f"{tier}_{kind}.json").read_text(encoding="utf-8").strip()
        digest = hashlib.sha256(content.encode()).hexdigest()
        if digest not in kept:
            _keep(connection, digest, content, opened_at)
            kept.add(digest)
        of_kind = (campaigns.c.tier == tier, campaigns.c.kind == kind)
        connection.execute(sa.update(campaigns).where(*of_kind).values(process_digest=digest))
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.alter_column("process_digest", existing_type=sa.String(), nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_campaign_process_digest_process"), "process", ["process_digest"], ["digest"]
        )
        batch_op.create_index(batch_op.f("ix_campaign_process_digest"), ["process_digest"], unique=False)
        batch_op.drop_column("process_version")


def _keep(connection: sa.Connection, digest: str, content: str, stored_at: object) -> None:
    names = ("digest", "content", "stored_at")
    connection.execute(
        sa.table("process", *(sa.column(name) for name in names)).insert(),
        {"digest": digest, "content": content, "stored_at": stored_at},
    )
    columns = ("process_digest", "role", "body", "state", "only_if_sits")
    lines = [dict(zip(columns, (digest, *line), strict=True)) for line in _sights(json.loads(content))]
    connection.execute(sa.table("process_sight", *(sa.column(name) for name in columns)).insert(), lines)


def _sights(table: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[tuple[object, ...]]:
    """Returns role, body, state and whether the body must sit, as workflows.sights had it at this revision."""
    reading = [act for act in table["acts"] if act["name"] == "read_history"]

    def sees(role: object, state: object) -> bool:
        return any(role in act["roles"] and state in act["states"] for act in reading)

    lines: set[tuple[object, ...]] = set()
    for seat in table["seats"]:
        for state in table["states"]:
            if sees(seat["role"], state):
                here = [row for row in table["sittings"] if (row["state"], row["role"]) == (state, seat["role"])]
                body = here[0]["body"] if here else seat["body"]
                lines.add((seat["role"], body, state, body != seat["body"]))
    for row in table["sittings"]:
        afterwards = row["afterwards"]
        assert isinstance(afterwards, list)
        lines |= {(row["role"], row["body"], state, True) for state in afterwards if sees(row["reads_as"], state)}
    return lines


def _moves() -> None:
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.add_column(sa.Column("side", _SIDES, nullable=True))
    move = sa.table("move", *(sa.column(name) for name in ("step", "source", "role", "side")))
    steps = {
        (step["name"], step["source"]): step["side"]
        for path in sorted(_TABLES.glob("*.json"))
        for step in json.loads(path.read_text(encoding="utf-8"))["steps"]
    }
    for (step, source), side in steps.items():
        of_step = (move.c.step == step, move.c.source == source)
        op.get_bind().execute(sa.update(move).where(*of_step).values(side=side))
    # No table has another step. A line that names one keeps the side of its role.
    of_role = sa.case(_SIDE_OF, value=move.c.role, else_="read")
    op.get_bind().execute(sa.update(move).where(move.c.side.is_(None)).values(side=of_role))
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.alter_column("side", existing_type=_SIDES, nullable=False)


def downgrade() -> None:
    """Forgets the stored tables: the earlier program goes by its own."""
    for table, column, members in _CHECKED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            listed = ", ".join(f"'{member}'" for member in members)
            batch_op.create_check_constraint(batch_op.f(f"ck_{table}_{column}"), f"{column} IN ({listed})")
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_move_side"), type_="check")
        batch_op.drop_column("side")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("process_version", sa.String(), nullable=True))
    op.execute("UPDATE campaign SET process_version = substr(process_digest, 1, 12)")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.alter_column("process_version", existing_type=sa.String(), nullable=False)
        batch_op.drop_index(batch_op.f("ix_campaign_process_digest"))
        batch_op.drop_constraint(batch_op.f("fk_campaign_process_digest_process"), type_="foreignkey")
        batch_op.drop_column("process_digest")
    op.drop_table("process_sight")
    op.drop_table("process")
