"""The script that Alembic runs: it runs our migrations on the given connection."""

from alembic import context
from sqlalchemy import MetaData

from grading.db import CONSTRAINT_NAMES

# SQLite cannot alter most things in place: batches rebuild the table under the same names.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata", MetaData(naming_convention=CONSTRAINT_NAMES)),
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()
