"""Passkeys: signing in by the lock of one's own device, without a password (WebAuthn, W3C).

The server asks by sending random bytes, a challenge; the device answers by signing them. The library webauthn checks
the answers. It is imported where it is called: it takes a third of a second, and most processes never need it.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor
from grading.models import Account, Done, Passkey
from grading.services.accounts.accounts import visible
from grading.services.ground.errors import refuse
from grading.services.record.recording import record

ANSWERED_WITHIN = timedelta(minutes=5)
MOST = 10
"""Passkeys of one account: more than anybody has devices."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """The address that a passkey is made for; it answers to no other."""

    host: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """The bytes that a device has to sign, and the time when it was asked."""

    signs: bytes
    at: datetime

    @classmethod
    def new(cls, now: datetime) -> "Challenge":
        return cls(signs=secrets.token_bytes(32), at=now)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The text that a browser sent back, the question that it answers (None if none was asked), and its own name."""

    site: Site
    challenge: Challenge | None
    text: str
    browser: str = ""


def question_for_new(session: Session, account: Account, site: Site, challenge: Challenge) -> str:
    """Returns, as JSON for the browser, the question that makes a key. A device that holds one already is told so."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes, structs

    known = [
        structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id))
        for key in list_passkeys(session, account)
    ]
    asked = webauthn.generate_registration_options(
        rp_id=site.host, rp_name=site.host, user_name=account.login, user_id=b"account %d" % account.id,
        challenge=challenge.signs, exclude_credentials=known,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )  # fmt: skip
    return webauthn.options_to_json(asked)


def question_for_sign_in(site: Site, challenge: Challenge) -> str:
    """Returns, as JSON for the browser, the question to whoever wants to sign in: the device knows for whom."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    asked = webauthn.generate_authentication_options(
        rp_id=site.host, challenge=challenge.signs, user_verification=UserVerificationRequirement.REQUIRED
    )
    return webauthn.options_to_json(asked)


def add(session: Session, actor: Actor, answer: Answer) -> Passkey:
    """Adds the key that the device made for the actor's account. Raises Refused: passkey_late, passkey_answer,
    passkey_most."""
    import webauthn
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    asked = _in_time(answer.challenge, actor.now)
    if len(list_passkeys(session, actor.person)) >= MOST:
        raise refuse("passkey_most", max=MOST)
    try:
        made = webauthn.verify_registration_response(
            credential=answer.text, expected_challenge=asked.signs, expected_rp_id=answer.site.host,
            expected_origin=answer.site.origin, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise refuse("passkey_answer") from None
    name = bytes_to_base64url(made.credential_id)
    if session.scalars(select(Passkey.id).where(Passkey.credential_id == name)).first() is not None:
        raise refuse("passkey_answer")
    passkey = Passkey(
        account_id=actor.person.id, credential_id=name, public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count, device=visible(answer.browser)[:200], at=actor.now, used_at=actor.now,
    )  # fmt: skip
    session.add(passkey)
    record(session, actor, Done.passkey_added, actor.person)
    session.flush()
    return passkey


def signer(session: Session, answer: Answer, now: datetime) -> Account:
    """Returns the account whose device signed the challenge. Raises Refused: passkey_late, passkey_unknown.

    A challenge is answered once: the answer to a question from before the key's last use is refused.
    """
    import webauthn
    from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    asked = _in_time(answer.challenge, now)
    try:
        credential = parse_authentication_credential_json(answer.text)
        passkey = _held(session, credential.id)
        if passkey is None or asked.at <= passkey.used_at:
            raise refuse("passkey_unknown")
        checked = webauthn.verify_authentication_response(
            credential=credential, expected_challenge=asked.signs, expected_rp_id=answer.site.host,
            expected_origin=answer.site.origin, credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise refuse("passkey_unknown") from None
    passkey.sign_count, passkey.used_at = checked.new_sign_count, now
    session.flush()
    return passkey.account


def _held(session: Session, credential_id: str) -> Passkey | None:
    """Returns the key, locked, so that one answer that is sent twice at once signs in once; nothing for a key of a
    disabled account."""
    query = select(Passkey).where(Passkey.credential_id == credential_id).options(joinedload(Passkey.account))
    passkey = session.scalars(query.with_for_update(of=Passkey)).one_or_none()
    return passkey if passkey is not None and passkey.account.disabled_at is None else None


def _in_time(challenge: Challenge | None, now: datetime) -> Challenge:
    if challenge is None or not challenge.at <= now <= challenge.at + ANSWERED_WITHIN:
        raise refuse("passkey_late")
    return challenge


def list_passkeys(session: Session, account: Account) -> Sequence[Passkey]:
    """Returns the keys of the account, newest first."""
    return session.scalars(select(Passkey).where(Passkey.account_id == account.id).order_by(Passkey.id.desc())).all()


def remove(session: Session, actor: Actor, passkey_id: int) -> None:
    """Removes one of the actor's own keys. Raises NoResultFound for any other, and Refused for the last one of an
    account without a password: nobody could sign in any more."""
    query = select(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == actor.person.id)
    passkey = session.scalars(query).one()
    if actor.person.password_hash is None and len(list_passkeys(session, actor.person)) == 1:
        raise refuse("passkey_last")
    session.delete(passkey)
    record(session, actor, Done.passkey_removed, actor.person)
    session.flush()


def forget_passkeys(session: Session, account: Account) -> None:
    """Removes every key of the account: its devices may be in other hands."""
    session.execute(delete(Passkey).where(Passkey.account_id == account.id))
