"""Points to the result in force of each unit, subject, year and model; dossiers and results carry a subject."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _subjects() -> sa.Enum:
    return sa.Enum("organisation", "collective", name="subject", native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    for table in ("dossier", "result"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("subject", _subjects(), nullable=False, server_default="organisation"))
            if table == "result":
                batch_op.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
            else:
                batch_op.drop_constraint(batch_op.f("uq_dossier_campaign_id_unit_id"), type_="unique")
                batch_op.create_unique_constraint(
                    batch_op.f("uq_dossier_campaign_id_unit_id_subject"), ["campaign_id", "unit_id", "subject"]
                )
    for table, columns in (("dossier", ("subject",)), ("result", ("subject", "reason"))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.alter_column(column, server_default=None)
    op.create_table(
        "result_in_force",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("subject", _subjects(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_in_force_result_id_result")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_result_in_force_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "subject", "year", "model", name=op.f("pk_result_in_force")),
        sa.UniqueConstraint("result_id", name=op.f("uq_result_in_force_result_id")),
    )
    # Where two rows stood in one place, the newer one is in force; the check of results names the older one.
    op.execute(
        "INSERT INTO result_in_force (unit_id, subject, year, model, result_id) "
        "SELECT unit_id, 'organisation', year, COALESCE(model, ''), max(id) FROM result "
        "WHERE id NOT IN (SELECT supersedes_id FROM result WHERE supersedes_id IS NOT NULL) "
        "GROUP BY unit_id, year, COALESCE(model, '')"
    )


def downgrade() -> None:
    op.drop_table("result_in_force")
    with op.batch_alter_table("result", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_result_subject"), type_="check")
        batch_op.drop_column("subject")
        batch_op.drop_column("reason")
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_dossier_campaign_id_unit_id_subject"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_dossier_campaign_id_unit_id"), ["campaign_id", "unit_id"])
        batch_op.drop_constraint(batch_op.f("ck_dossier_subject"), type_="check")
        batch_op.drop_column("subject")
