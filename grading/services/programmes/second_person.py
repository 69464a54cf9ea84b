"""Who counts as the second person of a programme: nobody whom the draft's author appointed or gave the password."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Account, Done, Event, Grant
from workflows import Role


def in_the_hand_of(session: Session, author_id: int) -> frozenset[int]:
    """Returns the author and every administrator who has that role, or a password, from the author: directly, or by way
    of accounts that have theirs from the author. One person may hold all of them."""
    givers, hand, found = _givers(session), {author_id}, {author_id}
    while found:
        found = {account_id for account_id, by in givers.items() if by & hand} - hand
        hand |= found
    return frozenset(hand)


def _givers(session: Session) -> Mapping[int, set[int]]:
    """Returns by administrator who made the last grant of that role, the last password link, and the link with which
    the password of today was set. A command gives without being in anybody's hand."""
    grants = select(Grant.account_id, Grant.by_id).where(Grant.role == Role.admin).order_by(Grant.id)
    appointed = {account_id: by_id for account_id, by_id in session.execute(grants)}
    givers: defaultdict[int, set[int]] = defaultdict(set)
    for last in (appointed, *_links(session, appointed.keys())):
        for account_id, by_id in last.items():
            if by_id is not None:
                givers[account_id].add(by_id)
    return givers


def _links(session: Session, accounts: Collection[int]) -> tuple[dict[int, int | None], dict[int, int | None]]:
    """Returns who made the last link of each account, and the link that was last used. A link that somebody makes for
    the own account changes nothing: whoever gave the password before has given this one."""
    lines = select(Event.subject_id, Event.done, Event.by_id).where(
        Event.subject_kind == Account.__tablename__,
        Event.subject_id.in_(accounts),
        Event.done.in_((Done.link_made, Done.password_set)),
    )
    made: dict[int, int | None] = {}
    used: dict[int, int | None] = {}
    for account_id, done, by_id in session.execute(lines.order_by(Event.subject_id, Event.number)):
        if done is Done.password_set:
            used[account_id] = made.get(account_id)
        elif by_id != account_id:
            made[account_id] = by_id
    return made, used
