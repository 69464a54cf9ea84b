"""Who is signed in. The cookie holds only a token; the sign-in itself is a row."""

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
    """What flask-login holds: the token that names the sign-in, and the account it belongs to."""

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
    """The row itself, of the session in use: asked again inside a unit of work. Only behind login_required."""
    return db.session.get_one(Account, current_user.account_id)


def administrator() -> Account:
    """Who is signed in. Raises Forbidden for anybody but an administrator."""
    account = signed_in_account()
    accounts.require_admin(db.session, account, clock.now())
    return account


def signed_in_standing() -> Standing | None:
    """What the visitor is today, asked once a request; None for a visitor who is not signed in."""
    if not current_user.is_authenticated:
        return None
    if "standing" not in g:
        g.standing = standing(db.session, signed_in_account(), clock.day(clock.now()))
    found: Standing = g.standing
    return found


@login_manager.unauthorized_handler
def ask_to_sign_in() -> ResponseReturnValue:
    """A page is shown after signing in; a form is not sent again, so what was typed stays on the page to copy."""
    had_signed_in = session.pop("_user_id", None) is not None
    if request.method == "POST":
        back = url_for("auth.sign_in", next=page_before() or "/")
        sentence = _("Phiên đăng nhập đã hết. Mời đăng nhập, mở lại trang rồi gửi lại.")
        return errors.page(401, [sentence], back_url=back, back_words=_("Đăng nhập"))
    if had_signed_in:
        flash(_("Phiên đăng nhập đã hết. Mời đăng nhập lại."), "warn")
    wanted = request.full_path if request.query_string else request.path
    return redirect(url_for("auth.sign_in", next=wanted if wanted != "/" else None))


def init_app(app: Flask) -> None:
    # The cookie lasts as long as the sign-in. Renewing it with each answer would also put it on the style sheet, which
    # anybody on the way may keep.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.config["PERMANENT_SESSION_LIFETIME"] = accounts.SIGNED_IN_FOR
    login_manager.session_protection = None  # phones change their address; the token and its row protect the session
    login_manager.init_app(app)
