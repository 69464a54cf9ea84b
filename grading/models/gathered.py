"""Small rows that come with their owner, in one column of its row, as light values: what long pages read of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, ColumnElement, Dialect, Select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from grading.models.base import time_of
from grading.rules.levels import Grade

Rows = list[list[Any]]
"""Rows as the database gathers them: each a list of columns, the id first."""
_GRADES: dict[str | None, Grade | None] = {None: None, **{grade.value: grade for grade in Grade}}


class Mark(NamedTuple):
    """A score as a page reads it: what it holds of a criterion, without a row that could be changed."""

    id: int
    criterion: str
    grade: Grade | None
    points: int | None
    words: str
    saved: str

    @property
    def value(self) -> Grade | int | None:
        return self.points if self.grade is None else self.grade

    @property
    def saved_at(self) -> datetime:
        return time_of(self.saved)


class Filed(NamedTuple):
    """A piece of evidence as a page reads it: its criterion and its days, without its file."""

    id: int
    criterion: str
    attached: str
    removed: str | None

    @property
    def at(self) -> datetime:
        return time_of(self.attached)

    @property
    def removed_at(self) -> datetime | None:
        return None if self.removed is None else time_of(self.removed)


def marks_of(rows: Rows) -> dict[str, Mark]:
    return {row[1]: Mark(row[0], row[1], _GRADES[row[2]], *row[3:]) for row in sorted(rows)}


def filed_of(rows: Rows) -> tuple[Filed, ...]:
    return tuple(Filed(*row) for row in sorted(rows))


class Gathered(TypeDecorator[Any]):
    """Reads gathered rows, whose first column is their id, as what `make` makes of them."""

    impl = JSON
    cache_ok = True

    def __init__(self, make: Callable[[Rows], Any]) -> None:
        super().__init__()
        self.make = make

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        return self.make(value or [])


class _Rows(FunctionElement[Any]):
    """All rows of a query as one list of lists."""

    name = "rows"
    inherit_cache = True


@compiles(_Rows)
def _in_sqlite(rows: _Rows, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(rows.clauses, **options)}))"


@compiles(_Rows, "postgresql")
def _in_postgresql(rows: _Rows, compiler: SQLCompiler, **options: Any) -> str:
    return f"coalesce(json_agg(json_build_array({compiler.process(rows.clauses, **options)})), '[]'::json)"


def gathered(query: Select[*tuple[Any, ...]], kind: Gathered) -> ColumnElement[Any]:
    """Returns the column that holds the rows of this query about the owner, each with its id first."""
    rows = _Rows(*query.selected_columns)
    rows.type = kind
    return query.with_only_columns(rows).scalar_subquery()
