"""Keeps programmes of the installation as versions; a campaign names the version that it was opened on."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_PEOPLE = ("author_id", "approved_by_id", "withdrawn_by_id")
_OF_CAMPAIGN = "fk_campaign_programme_version_id_programme_version"


def upgrade() -> None:
    op.create_table(
        "programme_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("rating", "recognition", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("title_vi", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("programme_json", sa.String(), nullable=False),
        sa.Column("programme_digest", sa.String(), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=True),
        sa.Column("paper_date", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.String(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_programme_version_number")),
        sa.CheckConstraint("author_id != approved_by_id", name=op.f("ck_programme_version_two_people")),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL)", name=op.f("ck_programme_version_approved")
        ),
        sa.CheckConstraint(
            "approved_at IS NULL OR (paper_number IS NOT NULL AND paper_date IS NOT NULL)",
            name=op.f("ck_programme_version_paper"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)", name=op.f("ck_programme_version_withdrawn")
        ),
        *(
            sa.ForeignKeyConstraint([person], ["account.id"], name=op.f(f"fk_programme_version_{person}_account"))
            for person in _PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_version")),
        sa.UniqueConstraint("key", "number", name=op.f("uq_programme_version_key_number")),
    )
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("programme_version_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f(_OF_CAMPAIGN), "programme_version", ["programme_version_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(_OF_CAMPAIGN), type_="foreignkey")
        batch_op.drop_column("programme_version_id")
    op.drop_table("programme_version")
