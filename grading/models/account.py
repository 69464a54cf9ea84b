"""Accounts, the roles granted to them on units for a period, and where they are signed in."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, enum_column
from grading.models.unit import Unit
from workflows import Role


class Account(Base):
    """One account of somebody who signs in. It holds a login name, and no personal particulars."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    home_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    disabled_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    home_unit: Mapped[Unit | None] = relationship()
    grants: Mapped[list["Grant"]] = relationship(
        foreign_keys="Grant.account_id", order_by="Grant.id", back_populates="account"
    )

    __mapper_args__ = {"version_id_col": version}


class Grant(Base):
    """One role of an account on one unit, from the first to the last day inclusive; the administrator's role has no
    unit.

    A grant is ended, never deleted: the history needs to know who could act.
    """

    __tablename__ = "role_grant"
    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role, "role", checked=False))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]

    account: Mapped[Account] = relationship(foreign_keys=[account_id], back_populates="grants")
    unit: Mapped[Unit | None] = relationship()

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class DualOffice(Base):
    """The permission of an account to hold two roles that otherwise stand on two sides of a dossier (kiêm nhiệm), with
    the reason and from the first to the last day inclusive. It is ended, never deleted."""

    __tablename__ = "dual_office"
    __table_args__ = (
        CheckConstraint("valid_from <= valid_to", name="in_order"),
        CheckConstraint("role != other_role", name="two_roles"),
        CheckConstraint("reason != ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role, "role", checked=False))
    other_role: Mapped[Role] = mapped_column(enum_column(Role, "other_role", checked=False))
    reason: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]

    account: Mapped[Account] = relationship(foreign_keys=[account_id])

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to


class SignIn(Base):
    """One device on which an account is signed in. It holds only the hash of its token; deleting the row signs out."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    device: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    """The network in short: enough for the owner to know it again, too little to find a person."""

    account: Mapped[Account] = relationship()


class KnownDevice(Base):
    """A browser in which the account was signed in once. It holds only the hash of the token in the browser's cookie.
    Wrong tries from elsewhere never close the sign-in to such a browser."""

    __tablename__ = "known_device"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[datetime]
    seen_at: Mapped[datetime]
    forgotten_at: Mapped[datetime | None]
    """Since when it is no longer known. The row stays for as long as the browser keeps its cookie: it tells that the
    account was used there."""


class Passkey(Base):
    """A key in somebody's own device that signs them in without a password. The private half never leaves the device;
    this row holds the public one."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    """The device's own name for the key, as base64url."""
    public_key: Mapped[str]
    """COSE, as base64url."""
    sign_count: Mapped[int]
    device: Mapped[str]
    """How the browser named itself that made the key."""
    at: Mapped[datetime]
    used_at: Mapped[datetime]
    """When it signed somebody in last; when it was made, until then. An answer to an older question is refused."""

    account: Mapped[Account] = relationship()


class PasswordLink(Base):
    """A link that sets a password once: who made it and why, who confirmed it, and whether the owner knows of it. It
    holds only the hash of its token."""

    __tablename__ = "password_link"
    __table_args__ = (
        CheckConstraint("by_id IS NULL OR by_id != approved_by_id", name="two_people"),
        CheckConstraint("(approved_at IS NULL) = (approved_by_id IS NULL)", name="approved"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    at: Mapped[datetime | None]
    """When it was made; unknown for a link of an older version."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """The administrator; nobody for a command at the server."""
    reason: Mapped[str] = mapped_column(default="")
    replaces_password: Mapped[bool] = mapped_column(default=False)
    """Whether the account had a password already: then its owner is told."""
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    """When the owner said that they know of it."""
    set_at: Mapped[datetime | None]
    """When a password was set with it. A link that a newer one replaced is used up without that; unknown for a link of
    an older version."""
    owned_at: Mapped[datetime | None]
    """When the owner confirmed, on a device that the administrator never used, that the password is their own."""

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    by: Mapped[Account | None] = relationship(foreign_keys=[by_id])
    approved_by: Mapped[Account | None] = relationship(foreign_keys=[approved_by_id])


class SignInFailure(Base):
    """One wrong try to sign in: the name that was typed, the network that it came from, and the account's own browser
    where it came from one. Counting the tries slows down guessing; they are deleted when they no longer count."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="", index=True)
    known_device_id: Mapped[int | None] = mapped_column(ForeignKey("known_device.id", ondelete="CASCADE"), index=True)
