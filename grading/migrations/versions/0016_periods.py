"""Makes each year a row of its own, and points campaigns, figures, results and awards to their period."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KINDS = ("year", "half_year", "quarter", "month", "term", "ad_hoc")
_INDEXES = {
    "explanation": ("ix_explanation_of", ("unit_id", "{}", "rule")),
    "figure": ("ix_figure_of", ("unit_id", "{}", "metric")),
    "result": ("ix_result_of", ("unit_id", "kind", "{}")),
}
_TABLES = ("campaign", "explanation", "figure", "past_award", "result", "result_in_force")
_PERIOD = sa.table("period", *(sa.column(name) for name in ("id", "code", "kind", "starts_on", "ends_on", "label")))
_OLD_TIERS = "tier IN ('three_tier', 'two_tier')"


def upgrade() -> None:
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "kind", sa.Enum(*_KINDS, name="kind", native_enum=False, create_constraint=True, length=32), nullable=False
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_period_in_order")),
        sa.CheckConstraint("(kind IN ('term', 'ad_hoc')) = (label != '')", name=op.f("ck_period_labelled")),
        sa.CheckConstraint("(kind = 'year') = (id < 10000)", name=op.f("ck_period_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("code", name=op.f("uq_period_code")),
        sa.UniqueConstraint("kind", "starts_on", "ends_on", name=op.f("uq_period_kind_starts_on_ends_on")),
    )
    _add_years()
    for table in _TABLES:
        _rename(table, "year", "period_id")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_campaign_tier"), type_="check")


def _add_years() -> None:
    """Adds a row for every year that anything is of."""
    query = " UNION ".join(f"SELECT year FROM {table}" for table in _TABLES)  # noqa: S608  (names of this file)
    years = sorted(op.get_bind().execute(sa.text(query)).scalars())
    rows = [
        {"id": year, "code": f"{year:04}", "kind": "year", "label": "",
         "starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
        for year in years
    ]  # fmt: skip
    op.bulk_insert(_typed(), rows)


def _typed() -> sa.TableClause:
    days = {"starts_on", "ends_on"}
    return sa.table(
        "period", *(sa.column(column.name, sa.Date() if column.name in days else None) for column in _PERIOD.columns)
    )


def _rename(table: str, old: str, new: str) -> None:
    """Renames the column of a table with the names that hold it. A year's key is its number, so the values stay."""
    if table in _INDEXES:
        op.drop_index(_INDEXES[table][0], table_name=table)
    with op.batch_alter_table(table, schema=None) as batch_op:
        if new == "year":
            batch_op.drop_constraint(batch_op.f(f"fk_{table}_period_id_period"), type_="foreignkey")
        if table == "past_award":
            batch_op.drop_constraint(batch_op.f(f"uq_past_award_unit_id_{old}"), type_="unique")
        batch_op.alter_column(old, new_column_name=new, existing_type=sa.Integer(), existing_nullable=False)
    with op.batch_alter_table(table, schema=None) as batch_op:
        if table == "past_award":
            batch_op.create_unique_constraint(batch_op.f(f"uq_past_award_unit_id_{new}"), ["unit_id", new])
        if new == "period_id":
            batch_op.create_foreign_key(batch_op.f(f"fk_{table}_period_id_period"), "period", ["period_id"], ["id"])
    if table in _INDEXES:
        name, columns = _INDEXES[table]
        op.create_index(name, table, [column.format(new) for column in columns])


def downgrade() -> None:
    """Goes back to years as numbers. Raises RuntimeError if anything is of another period: no year has a place for
    it."""
    if op.get_bind().execute(sa.text("SELECT count(*) FROM period WHERE kind != 'year'")).scalar():
        raise RuntimeError("The database holds periods that are not years. The earlier schema has no place for them.")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f("ck_campaign_tier"), _OLD_TIERS)
    for table in _TABLES:
        _rename(table, "period_id", "year")
    op.drop_table("period")
