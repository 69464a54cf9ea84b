"""Passwords: their hashes, and the ones that are too easy."""

from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from grading.services.ground.errors import refuse
from grading.text import nfc, search_key

SHORTEST, LONGEST = 10, 200
COMMON = frozenset(
    {"1234567890", "0123456789", "matkhau123", "password123", "qwertyuiop", "chibo12345", "danguy1234", "dangvien123"}
)

hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # OWASP's parameters for Argon2id


def hashed(password: str) -> str:
    """Returns the hash of the password in one normal form: keyboards write the same Vietnamese letter in two ways."""
    return hasher.hash(nfc(password))


@cache
def _nobodys() -> str:
    return hashed("nobody signs in with this")


def matches(kept: str | None, password: str) -> bool:
    """Returns False without a stored hash, after the time that a wrong password takes: an unknown name must look the
    same."""
    spellings = [nfc(password)]
    if kept and password != spellings[0]:
        spellings.append(password)  # a password that was kept before there was one form
    return any(_verified(kept or _nobodys(), spelling) for spelling in spellings) and kept is not None


def _verified(kept: str, password: str) -> bool:
    try:
        hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
    return True


def is_outdated(kept: str) -> bool:
    """Returns whether the hash was made with weaker parameters than the present ones."""
    return hasher.check_needs_rehash(kept)


def check(password: str, login: str) -> None:
    """Raises Refused for a password that is too short, too long, or among the first that a stranger would try."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise refuse("password_length", min=SHORTEST, max=LONGEST)
    bare = search_key(password).replace(" ", "")
    if bare in COMMON or len(set(bare)) < 4 or login in password.casefold():
        raise refuse("password_common")


def digest(token: str) -> str:
    """Returns what the database keeps of a token that only its owner holds."""
    return sha256(token.encode()).hexdigest()
