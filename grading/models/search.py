"""The words by which units and accounts are found: a row for each, so that the beginning of a word is looked up in an
index however many units there are. A word stays when a name changes: people look for what a unit was called."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Table,
    and_,
    exists,
    inspect,
    or_,
    select,
    text,
    union,
)
from sqlalchemy import event as events
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, mapped_column

from grading.models.account import Account
from grading.models.base import Base
from grading.models.unit import Unit, UnitPeriod
from grading.text import words_of
from grading.typed.places import MOST_WORDS, Sought, levels, sought

_WORD = String().with_variant(String(collation="C"), "postgresql")
"""Compared by the codes of its signs: only then the words that begin alike stand together."""
_LAST = "\U0010ffff"


class UnitWord(Base):
    """One word of a unit: of its code, or of a present or past name of its own or of its committee."""

    __tablename__ = "unit_word"
    __table_args__ = (Index("ix_unit_word_unit", "unit_id", "word"), {"sqlite_with_rowid": False})

    word: Mapped[str] = mapped_column(_WORD, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)


class AccountWord(Base):
    """One word of a present or past login name of an account."""

    __tablename__ = "account_word"
    __table_args__ = (Index("ix_account_word_account", "account_id", "word"), {"sqlite_with_rowid": False})

    word: Mapped[str] = mapped_column(_WORD, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)


def units_with(typed: str) -> Select[int] | None:
    """Returns the query for the units of which each typed word begins a word, or, where an address was typed, whose
    units above have the words of its further places; None if nothing to look for was typed."""
    whole, places = _with_all(sought(typed), UnitWord, "unit_id"), levels(typed)
    if whole is None or len(places) < 2:
        return whole
    found = union(whole, _below(places)).subquery()
    return select(found.c.unit_id)


def _below(places: Sequence[str]) -> Select[int]:
    """Returns the query for the units of the first place, directly below a unit of the second one, and so on."""
    lowest, *above = places
    query = _with_all(sought(lowest), UnitWord, "unit_id", has_ended=bool(above))
    assert query is not None  # no place is without words
    if not above:
        return query
    below = select(UnitPeriod.unit_id).where(UnitPeriod.parent_id.in_(_below(above)))
    return select(Unit.id).where(Unit.id.in_(query), Unit.id.in_(below))


def accounts_with(typed: str) -> Select[int] | None:
    """Returns the query for the accounts of which each typed word begins a word of a login name."""
    return _with_all([((word,),) for word in words_of(typed)[:MOST_WORDS]], AccountWord, "account_id")


def _with_all(
    asked: Sequence[Sought], kind: type[UnitWord] | type[AccountWord], owner: str, *, has_ended: bool = False
) -> Select[int] | None:
    """Returns the query for what has all of these words. The last one may be typed in part, unless the place has ended
    and another one follows."""
    if not asked:
        return None
    last = len(asked) + has_ended
    pairs = [(ways, len(ways[0][0]) == 1 and at < last) for at, ways in enumerate(asked, start=1)]
    pairs.sort(key=lambda pair: (len(pair[0]), -len(pair[0][0][0])))  # a long word is rare: it is looked up first
    row = aliased(kind)
    mine = getattr(row, owner)
    query = select(mine).where(_holds(row, owner, *pairs[0])).distinct()
    for ways, is_whole in pairs[1:]:
        query = query.where(_has(kind, owner, mine, ways, is_whole=is_whole))
    return query


def _has(
    kind: type[UnitWord] | type[AccountWord], owner: str, of: Any, ways: Sought, *, is_whole: bool = False
) -> ColumnElement[bool]:
    row = aliased(kind)
    return exists().where(getattr(row, owner) == of, _holds(row, owner, ways, is_whole))


def _holds(row: Any, owner: str, ways: Sought, is_whole: bool) -> ColumnElement[bool]:
    """Returns whether the word of the row begins one of the ways to write what is looked for, and its owner has the
    further words of this way."""
    kind, mine = inspect(row).mapper.class_, getattr(row, owner)
    return or_(
        *(
            and_(_begins(row.word, first, is_whole), *(_has(kind, owner, mine, ((word,),)) for word in rest))
            for first, *rest in ways
        )
    )


def _begins(column: InstrumentedAttribute[str], word: str, is_whole: bool) -> ColumnElement[bool]:
    """Returns whether a word begins so. A single letter before other words stands for itself: the "b" of "xã b 03"
    begins "bộ" in every name."""
    return column == word if is_whole else and_(column >= word, column < word + _LAST)


@events.listens_for(Session, "after_flush")
def _keep_the_words(session: Session, _context: Any) -> None:
    of_units: list[dict[str, Any]] = []
    of_accounts: list[dict[str, Any]] = []
    for row in (*session.new, *session.dirty):
        if isinstance(row, Unit):
            of_units += _rows("unit_id", row.id, _changed(row, ("code",)))
        elif isinstance(row, UnitPeriod):
            of_units += _rows("unit_id", row.unit_id, _changed(row, ("org_name", "committee_name")))
        elif isinstance(row, Account):
            of_accounts += _rows("account_id", row.id, _changed(row, ("login",)))
    keep(session, UnitWord, of_units)
    keep(session, AccountWord, of_accounts)


def _changed(row: Base, columns: Sequence[str]) -> Iterable[str]:
    return [getattr(row, column) or "" for column in columns if inspect(row).attrs[column].history.has_changes()]


def _rows(owner: str, owner_id: int, names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"word": word, owner: owner_id} for name in names for word in words_of(name)]


def keep(session: Session, kind: type[UnitWord] | type[AccountWord], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds words; those that are there stay."""
    if not rows:
        return
    table = kind.__table__
    assert isinstance(table, Table)
    columns = ", ".join(rows[0])
    places = ", ".join(f":{name}" for name in rows[0])
    into = f"INSERT INTO {table.name} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608, our own names
    session.connection().execute(text(into), list(rows))
