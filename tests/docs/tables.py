"""Describes the tables of the database from the models."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from sqlalchemy import JSON, CheckConstraint, Column, Enum, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapper, RelationshipProperty

from grading import models
from grading.models import Base
from grading.models.base import AwareTime, Frozen
from tests.docs.markdown import one_line, table


def document() -> str:
    """Returns the descriptions of all tables, model file by model file."""
    return "\n\n".join(part for module in _modules() for part in _aggregate(module))


def _modules() -> Iterator[ModuleType]:
    for submodule in sorted(pkgutil.iter_modules(models.__path__), key=lambda module: module.name):
        yield importlib.import_module(f"{models.__name__}.{submodule.name}")


def _aggregate(module: ModuleType) -> Iterator[str]:
    mappers = [mapper for mapper in Base.registry.mappers if mapper.class_.__module__ == module.__name__]
    if not mappers:
        return
    yield f"## {module.__name__.rpartition('.')[2]}"
    yield one_line(module.__doc__)
    for mapper in sorted(mappers, key=lambda mapper: inspect.getsourcelines(mapper.class_)[1]):
        yield from _table(mapper)


def _table(mapper: Mapper[Base]) -> Iterator[str]:
    local, meanings = mapper.local_table, _attribute_docstrings(mapper.class_)
    assert isinstance(local, Table)
    yield f"### `{local.name}`: {mapper.class_.__name__}"
    yield " ".join(filter(None, (one_line(mapper.class_.__doc__), *_promises(mapper))))
    rows = [_column(column, meanings.get(mapper.get_property_by_column(column).key, "")) for column in local.columns]
    width = 5 if any(row[-1] for row in rows) else 4
    yield table(("column", "type", "null", "key", "meaning")[:width], [row[:width] for row in rows])
    if lines := [*_constraints(local), *_relations(mapper)]:
        yield "\n".join(lines)


def _promises(mapper: Mapper[Base]) -> Iterator[str]:
    if issubclass(mapper.class_, Frozen):
        later = ", ".join(f"`{name}`" for name in sorted(mapper.class_.settled_later))
        yield f"Rows are written once; only {later} may be filled in later." if later else "Rows are written once."
    if mapper.version_id_col is not None:
        yield "Of two people who change a row at once, the second is refused (`version`)."


def _column(column: Column[object], said: str) -> tuple[str, ...]:
    marks = ["primary"] if column.primary_key else []
    marks += [f"→ `{key.target_fullname}`" for key in column.foreign_keys]
    marks += ["unique"] if column.unique else ["index"] if column.index else []
    return f"`{column.name}`", _type(column), "yes" if column.nullable else "", ", ".join(marks), said


def _type(column: Column[object]) -> str:
    match column.type:
        case Enum() as kind:
            return f"{'one of' if kind.create_constraint else 'a word of the code:'} {', '.join(kind.enums)}"
        case AwareTime():
            return "time (UTC)"
        case JSON():
            return "JSON"
        case other:
            return {"VARCHAR": "text", "TEXT": "text"}.get(str(other), str(other).lower())


def _constraints(local: Table) -> Iterator[str]:
    named = sorted(local.constraints, key=lambda each: str(each.name or "") + ",".join(sorted(each.columns.keys())))
    for constraint in named:
        if isinstance(constraint, UniqueConstraint) and len(constraint.columns) > 1:
            yield f"- unique: {_names(constraint)}"
        # The check of an enumeration says no more than the type does.
        if isinstance(constraint, CheckConstraint) and not getattr(constraint, "_type_bound", False):
            yield f"- check `{str(constraint.name).removeprefix(f'ck_{local.name}_')}`: `{constraint.sqltext}`"
    for index in sorted(local.indexes, key=lambda index: str(index.name)):
        if len(index.columns) > 1 or index.dialect_options["sqlite"]["where"] is not None:
            yield f"- {_index(index)}"


def _index(index: Index) -> str:
    where = index.dialect_options["sqlite"]["where"]
    only = f", where `{where}`" if where is not None else ""
    return f"{'unique' if index.unique else 'index'}: {_names(index)}{only}"


def _names(columns: UniqueConstraint | Index) -> str:
    return ", ".join(f"`{column.name}`" for column in columns.columns)


def _relations(mapper: Mapper[Base]) -> Iterator[str]:
    relations = [f"`{relation.key}` → {_other(relation)}" for relation in mapper.relationships]
    if relations:
        yield f"- relations: {', '.join(relations)}"


def _other(relation: RelationshipProperty[Base]) -> str:
    return f"{'many ' if relation.uselist else ''}{relation.mapper.class_.__name__}"


def _attribute_docstrings(kind: type) -> dict[str, str]:
    """Returns the docstrings that stand below the attributes of a class."""
    tree = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(tree, ast.ClassDef)
    return {
        above.target.id: one_line(below.value.value)
        for above, below in zip(tree.body, tree.body[1:], strict=False)
        if isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
    }
