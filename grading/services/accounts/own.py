"""The acts of people on their own account: another password, where they are signed in, signing out elsewhere."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, SignIn
from grading.services.accounts import devices, passwords, tries
from grading.services.accounts.devices import Visitor
from grading.services.accounts.passwords import digest
from grading.services.record.recording import has_just_done, record

FRESH_FOR = timedelta(minutes=15)


def list_sign_ins(session: Session, actor: Actor) -> Sequence[SignIn]:
    """Returns where the account is signed in, newest first."""
    query = select(SignIn).where(SignIn.account_id == actor.person.id, SignIn.expires_at > actor.now)
    return session.scalars(query.order_by(SignIn.at.desc(), SignIn.id.desc())).all()


def is_this(sign_in: SignIn, token: str) -> bool:
    return sign_in.token_sha256 == digest(token)


def change_password(
    session: Session, actor: Actor, visitor: Visitor, new: str, *, proven: bool, token: str, keeps_others: bool
) -> bool:
    """Changes the password if the old one was proven, and ends all other sign-ins unless they are to be kept. Returns
    False for a wrong old password, which counts as a try to sign in. Raises Refused for a poor new password, and after
    too many wrong tries."""
    account = actor.person
    if not tries.judge(session, account.login, visitor, proven=proven, now=actor.now):
        return False
    passwords.check(new, account.login)
    account.password_hash = passwords.hashed(new)
    if not keeps_others:
        others = delete(SignIn).where(SignIn.account_id == account.id, SignIn.token_sha256 != digest(token))
        session.execute(others)
        _forget_other_devices(session, actor, visitor)
    record(session, actor, Done.password_changed, account)
    session.flush()
    return True


def proves_again(session: Session, actor: Actor, visitor: Visitor, *, proven: bool, token: str) -> bool:
    """Returns whether the person has shown again that it is them: by the password, which counts as a try to sign in,
    or, without a password, by having signed in a moment ago. Whoever finds an open browser has neither."""
    if actor.person.password_hash:
        return tries.judge(session, actor.person.login, visitor, proven=proven, now=actor.now)
    query = select(SignIn.at).where(SignIn.account_id == actor.person.id, SignIn.token_sha256 == digest(token))
    return actor.now - session.scalars(query).one() <= FRESH_FOR


def end_sign_in(session: Session, actor: Actor, sign_in_id: int) -> SignIn | None:
    """Signs one device out. Returns None if this person has done so a moment ago: a second click is one act. Raises
    NoResultFound for a sign-in of somebody else, or one that is over."""
    mine = select(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == actor.person.id)
    row = session.scalars(mine.with_for_update()).one_or_none()
    if row is None and has_just_done(session, actor, Done.sign_in_ended, actor.person):
        return None
    if row is None:
        raise NoResultFound
    session.delete(row)
    record(session, actor, Done.sign_in_ended, actor.person)
    session.flush()
    return row


def sign_out_everywhere(session: Session, actor: Actor, visitor: Visitor) -> None:
    """Ends every sign-in of the account, this one too, and forgets every device but this one."""
    session.execute(delete(SignIn).where(SignIn.account_id == actor.person.id))
    _forget_other_devices(session, actor, visitor)
    record(session, actor, Done.signed_out_everywhere, actor.person)
    session.flush()


def _forget_other_devices(session: Session, actor: Actor, visitor: Visitor) -> None:
    here = devices.find_device(session, actor.person, visitor, actor.now)
    devices.forget_devices(session, actor.person, actor.now, but=here)
