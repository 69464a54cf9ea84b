"""The person who is signed in. The cookie holds only a token; the sign-in itself is a row."""

from dataclasses import dataclass

from flask import Flask, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user

from grading import clock
from grading.models import Account
from grading.permissions import Standing, standing
from grading.services.accounts import accounts
from grading.web.shell import errors
from grading.web.shell.session import db
from grading.web.shell.targets import page_before

login_manager = LoginManager()


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """The user that flask-login holds: the token that names the sign-in, and the account of the token."""

    token: str
    account_id: int
    login: str

    def get_id(self) -> str:
        return self.token


@login_manager.user_loader
def load_signed_in(token: str) -> SignedIn | None:
    account = accounts.find_signed_in(db.session, token, clock.now())
    return SignedIn(token=token, account_id=account.id, login=account.login) if account else None


def signed_in_account() -> Account:
    """Returns the account's row in the session in use. Call the function again inside a unit of work, and only behind
    login_required."""
    return db.session.get_one(Account, current_user.account_id)


def administrator() -> Account:
    """Returns the account that is signed in. Raises Forbidden for anybody but an administrator."""
    account = signed_in_account()
    accounts.require_admin(db.session, account, clock.now())
    return account


def signed_in_standing() -> Standing | None:
    """Returns the visitor's standing today, loaded once a request; None for a visitor who is not signed in."""
    if not current_user.is_authenticated:
        return None
    if "standing" not in g:
        g.standing = standing(db.session, signed_in_account(), clock.day(clock.now()))
    who: Standing = g.standing
    return who


@login_manager.unauthorized_handler
def ask_to_sign_in() -> ResponseReturnValue:
    """Leads a visitor to the sign-in and then to the page. A form is not sent again, so the answer shows the typed
    texts to copy."""
    had_signed_in = session.pop("_user_id", None) is not None
    if request.method == "POST":
        back = url_for("auth.sign_in", next=page_before() or "/")
        sentence = _("Phiên đăng nhập đã hết. Mời đăng nhập, mở lại trang rồi gửi lại.")
        return errors.page(401, [sentence], back_url=back, back_words=_("Đăng nhập"))
    if had_signed_in:
        flash(_("Phiên đăng nhập đã hết. Mời đăng nhập lại."), "warn")
    address = request.full_path if request.query_string else request.path
    return redirect(url_for("auth.sign_in", next=address if address != "/" else None))


def init_app(app: Flask) -> None:
    # The cookie lasts as long as the sign-in. If every answer renewed it, the style sheet would carry it too, and
    # anybody on the way may keep a copy of the style sheet.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.config["PERMANENT_SESSION_LIFETIME"] = accounts.SIGNED_IN_FOR
    login_manager.session_protection = None  # phones change their address; the token and its row protect the session
    login_manager.init_app(app)
