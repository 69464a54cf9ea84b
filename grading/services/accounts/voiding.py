"""Voids a password that only one administrator can vouch for, when its account gets a role that scores or decides."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, aliased

from grading.actors import Actor
from grading.models import Account, Done, Grant, PasswordLink, SignIn
from grading.services.accounts import devices, passkeys
from grading.services.accounts.links import controlling
from grading.services.record.recording import record_each


def void_unconfirmed(session: Session, actor: Actor, *, two_people: bool) -> list[Account]:
    """Takes every way in from the accounts that get a role that scores or decides by this act, if their password was
    set by a link that no second administrator confirmed and that the owner has not called their own since. Returns
    these accounts: each needs a new link, which waits for the second administrator.

    Otherwise one administrator could use the link of an account without a role, and grant the role afterwards.
    """
    if not two_people:
        return []
    session.flush()
    later = aliased(PasswordLink)
    newer = select(later.id).where(later.account_id == PasswordLink.account_id, later.set_at > PasswordLink.set_at)
    query = (
        select(Account)
        .join(Grant, Grant.account_id == Account.id)
        .join(PasswordLink, PasswordLink.account_id == Account.id)
        .where(Grant.at == actor.now, Grant.role.in_(controlling()))
        .where(PasswordLink.set_at.is_not(None), ~newer.exists())
        .where(PasswordLink.approved_at.is_(None), PasswordLink.owned_at.is_(None))
        .distinct()
        .order_by(Account.id)
    )
    voided = list(session.scalars(query))
    for account in voided:
        account.password_hash = None
        devices.forget_devices(session, account, actor.now)
        passkeys.forget_passkeys(session, account)
    session.execute(delete(SignIn).where(SignIn.account_id.in_([account.id for account in voided])))
    record_each(session, actor, Done.password_voided, voided)
    session.flush()
    return voided
