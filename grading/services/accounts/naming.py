"""Login names by rule: what somebody types on a phone, made of the role and of the name of the unit."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import count

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Account, Grant, Unit
from grading.services.accounts.accounts import find_just_made, make_account, typed_login
from grading.services.accounts.roles import Wanted, check_grant, grant_role
from grading.services.ground.csv_rows import Row
from grading.services.ground.table_heads import head_key
from grading.text import nfc, words_of
from workflows import Role

_Seat = tuple[Role, Unit | None]
_AT_ONCE = 1000
MOST_LETTERS = 24
"""A longer place is cut behind a word: nobody types more on a phone."""
_ROLES: Mapping[Role, str] = {
    Role.cell_secretary: "bithu",
    Role.cell_committee: "chiuy",
    Role.commune_reviewer: "vanphong",
    Role.appraiser: "thamdinh",
    Role.appraisal_lead: "totruong",
    Role.authority_secretary: "thuky",
    Role.award_clerk: "khenthuong",
    Role.inspector: "kiemtra",
    Role.admin: "quantri",
}
_KINDS = re.compile(
    r"\b(?:(?:chi|đảng) bộ(?: cơ sở| bộ phận)?|(?:chi|đảng) [uủ][yỷ]|xã|phường|thị trấn|thị xã|thành phố|huyện|tỉnh"
    r"|ấp|thôn|khóm|khu phố)\b"
)
"""The words of a name that say what the unit is, and not which one. They are looked for with their marks: "tỉnh" is a
kind, "Tịnh Biên" a place."""


def names_by_rule(role: Role, unit: Unit | None) -> Iterator[str]:
    """Yields the login names for a role on a unit, the best first: bithu.hoathuan05, then bithu.hoathuan05-2 and so on
    for those who come later."""
    base = ".".join(part for part in (_ROLES.get(role, str(role).replace("_", "")), _place(unit)) if part)
    yield base
    for number in count(2):
        yield f"{base}-{number}"


def make_named(
    session: Session, actor: Actor, login: str, *, role: Role | None, unit: Unit | None, home_unit: Unit | None,
    seen: int | None = None,
) -> Account:  # fmt: skip
    """Makes an account, with the role from today on if one is given; without a login it is named by rule. Raises
    Refused as making an account and granting a role do. A second click returns the account that the first one made
    (`seen` as for `find_just_made`)."""
    if again := find_just_made(session, actor, login, role=role, unit=unit, home_unit=home_unit, seen=seen):
        return again
    if role is not None:
        check_grant(Wanted(role=role, unit=unit, first=actor.today, last=None), [])
    name = login or (free_name(session, role, unit) if role is not None else "")
    account = make_account(session, actor, name, home_unit=home_unit)
    if role is not None:
        grant_role(session, actor, account, role, unit, valid_from=actor.today)
    return account


def free_name(session: Session, role: Role, unit: Unit | None, taken: Collection[str] = ()) -> str:
    """Returns the first name by rule that no account has, and none of those that are about to be made."""
    for name in names_by_rule(role, unit):
        if name not in taken and session.scalars(select(Account.id).where(Account.login == name)).first() is None:
            return name
    raise AssertionError("the names by rule never end")


def _place(unit: Unit | None) -> str:
    if unit is None:
        return ""
    letters, digits = _parts(unit.latest.org_name)
    above = unit.latest.parent
    if not letters and above is not None:
        letters = _parts(above.latest.org_name)[0]
    return (_cut(letters) + digits) or unit.code.lower()


def _parts(name: str) -> tuple[list[str], str]:
    """Returns the words that name the place, and the numbers, each with two digits at least."""
    words = words_of(_KINDS.sub(" ", nfc(name).casefold()))
    letters = [word for word in words if word.isascii() and not word.isdigit()]
    return letters, "".join(word.zfill(2) for word in words if word.isascii() and word.isdigit())


def _cut(words: Collection[str]) -> str:
    kept = ""
    for word in words:
        if kept and len(kept + word) > MOST_LETTERS:
            break
        kept += word[:MOST_LETTERS]
    return kept


def named_by_rule(
    session: Session, today: date, rows: Sequence[Row], units: Mapping[str, Unit], spoken: Mapping[str, Role]
) -> tuple[list[Row], dict[str, str]]:
    """Returns the rows of a file with a login in each that can be named, and the codes of the units by the names that
    the rule gave. Each row is of an account of its own, as a team has several members; the same file read again names
    the accounts that it made."""
    seats = {row.line: seat for row in rows if (seat := _seat_of(row, units, spoken))}
    holders, given, named = _holders(session, units, today), dict[str, str](), list[Row]()
    taken, used = {typed_login(row["login"]) for row in rows}, _used(session, seats.values())
    for row in rows:
        if (seat := seats.get(row.line)) is None:
            named.append(row)
            continue
        role, unit = seat
        held = (login for login in holders[role, unit.id if unit else None] if login not in taken)
        login = next(held, "") or _new_name(session, seat, taken, used)
        taken.add(login)
        given[login] = row["unit_code"]
        named.append(Row(line=row.line, values={**row.values, "login": login}, letters=row.letters))
    return named, given


def _seat_of(row: Row, units: Mapping[str, Unit], spoken: Mapping[str, Role]) -> _Seat | None:
    """Returns the role and the unit of a row without a login; None for any other, and where they cannot be read."""
    role, code = spoken.get(head_key(row["role"])), row["unit_code"]
    return None if row["login"] or role is None or (code and code not in units) else (role, units.get(code))


def _used(session: Session, seats: Iterable[_Seat]) -> set[str]:
    """Returns the best names of these seats that accounts have already: a file has thousands of seats."""
    names, found = sorted({next(names_by_rule(*seat)) for seat in seats}), set[str]()
    for at in range(0, len(names), _AT_ONCE):
        found |= set(session.scalars(select(Account.login).where(Account.login.in_(names[at : at + _AT_ONCE]))))
    return found


def _new_name(session: Session, seat: _Seat, taken: Set[str], used: Set[str]) -> str:
    best = next(names_by_rule(*seat))
    return free_name(session, *seat, taken) if best in taken or best in used else best


def _holders(
    session: Session, units: Mapping[str, Unit], today: date
) -> defaultdict[tuple[Role, int | None], list[str]]:
    """Returns the login names of those who hold each role on these units, or as administrator, the first first."""
    query = select(Grant.role, Grant.unit_id, Account.login).join(Account, Account.id == Grant.account_id)
    lasting = or_(Grant.valid_to.is_(None), Grant.valid_to >= today)
    standing = query.where(lasting, Account.disabled_at.is_(None)).order_by(Grant.id)
    found = list(session.execute(standing.where(Grant.role == Role.admin)))
    ids = sorted(unit.id for unit in units.values())
    for at in range(0, len(ids), _AT_ONCE):
        found += session.execute(standing.where(Grant.unit_id.in_(ids[at : at + _AT_ONCE])))
    holders: defaultdict[tuple[Role, int | None], list[str]] = defaultdict(list)
    for role, unit_id, login in found:
        holders[role, unit_id].append(login)
    return holders
