"""The person who is signed in. The cookie holds only a token; the sign-in itself is a row."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user

from grading import clock
from grading.actors import Actor, Standing, actor_of, find_account
from grading.services.accounts import signing_in
from grading.services.ground.administrators import require_admin
from grading.web.shell import carrying
from grading.web.shell.session import db

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
    account = signing_in.find_signed_in(db.session, token, clock.now())
    g.account = account  # the session forgets a row that nobody holds, and would read it again
    return SignedIn(token=token, account_id=account.id, login=account.login) if account else None


def actor() -> Actor:
    """Returns the person who is signed in as the actor, made once for the reading of a request and once again for its
    unit of work. Call the function only behind login_required."""
    if "actor" not in g:
        account = g.get("account") or find_account(db.session, current_user.account_id)
        g.actor = actor_of(db.session, account, clock.now())
    return cast(Actor, g.actor)


def administrator() -> Actor:
    """Returns the actor. Raises Forbidden for anybody but an administrator."""
    require_admin(actor())
    return actor()


def signed_in_standing() -> Standing | None:
    """Returns the visitor's standing today; None for a visitor who is not signed in."""
    return actor().standing if current_user.is_authenticated else None


@login_manager.unauthorized_handler
def ask_to_sign_in() -> ResponseReturnValue:
    """Leads a visitor to the sign-in and then to the page. A form is not sent again: the answer holds it, and after the
    sign-in it stands on its page once more."""
    had_signed_in = session.pop("_user_id", None) is not None
    if request.method == "POST":
        return carrying.ask_to_sign_in()
    if had_signed_in:
        flash(_("Phiên đăng nhập đã hết. Mời đăng nhập lại."), "warn")
    address = request.full_path if request.query_string else request.path
    return redirect(url_for("auth.sign_in", next=address if address != "/" else None))


def init_app(app: Flask) -> None:
    # The cookie lasts as long as the sign-in. If every answer renewed it, the style sheet would carry it too, and
    # anybody on the way may keep a copy of the style sheet.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.config["PERMANENT_SESSION_LIFETIME"] = signing_in.SIGNED_IN_FOR
    login_manager.session_protection = None  # phones change their address; the token and its row protect the session
    login_manager.init_app(app)
