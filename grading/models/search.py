"""The words by which units and accounts are found: a row for each, so that the beginning of a word is looked up in an
index however many units there are. A word stays when a name changes: people look for what a unit was called."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, Table, and_, exists, inspect, select, text
from sqlalchemy import event as events
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, mapped_column

from grading.models.account import Account
from grading.models.base import Base
from grading.models.unit import Unit, UnitPeriod
from grading.text import words_of

_WORD = String().with_variant(String(collation="C"), "postgresql")
"""Compared by the codes of its signs: only then the words that begin alike stand together."""
_LAST = "\U0010ffff"
MOST_WORDS = 8
"""So many typed words are looked for; a name has no more that tell it from others."""


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
    """Returns the query for the units of which each typed word begins a word; None if nothing to look for was typed."""
    return _with_all(typed, UnitWord, UnitWord.unit_id)


def accounts_with(typed: str) -> Select[int] | None:
    """Returns the same for accounts, by their login names."""
    return _with_all(typed, AccountWord, AccountWord.account_id)


def _with_all(
    typed: str, kind: type[UnitWord] | type[AccountWord], owner: InstrumentedAttribute[int]
) -> Select[int] | None:
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return None
    asked = [(word, len(word) == 1 and at < len(words)) for at, word in enumerate(words, start=1)]
    asked.sort(key=lambda each: len(each[0]), reverse=True)  # a long word is rare: it is looked up first
    query = select(owner).where(_begins(kind.word, *asked[0])).distinct()
    for word, is_whole in asked[1:]:
        other = aliased(kind)
        query = query.where(exists().where(getattr(other, owner.key) == owner, _begins(other.word, word, is_whole)))
    return query


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
