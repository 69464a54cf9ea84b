"""Somebody who is nobody in the town, signed in elsewhere, with a key: what is theirs is there for them alone."""

from sqlalchemy import select

from grading.models import Account, Passkey, SignIn
from tests.season import Season

LOGIN = "nguoi.o-may-khac"


def settle_elsewhere(season: Season) -> dict[str, int]:
    """Makes the account; returns the ids of its sign-in and its key."""
    season.client(season.make_account(LOGIN))
    with season.writing() as session:
        account = session.scalars(select(Account).where(Account.login == LOGIN)).one()
        passkey = Passkey(account_id=account.id, credential_id="a2hvYQ", public_key="a2hvYQ", sign_count=0, device="",
                          at=season.now, used_at=season.now)  # fmt: skip
        session.add(passkey)
        session.flush()
        sign_in = session.scalars(select(SignIn.id).where(SignIn.account_id == account.id)).one()
        return {"sign-in": sign_in, "passkey": passkey.id}
