"""Signing in and out, and who is signed in. The cookie holds only a token; the sign-in itself is a row."""

from dataclasses import dataclass

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from grading import clock
from grading.db import db, unit_of_work
from grading.models import Account
from grading.permissions import Standing, standing
from grading.services.accounts import accounts, passwords
from grading.services.ground.errors import Refused
from grading.web.shell import errors
from grading.web.shell.targets import page_before, safe_target
from grading.words import reason_words

bp = Blueprint("auth", __name__)
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


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(safe_target(request.args.get("next", "")))
    return render_template("accounts/sign_in.html", login="", next=request.args.get("next", ""))


@bp.post("/sign-in")
def take_sign_in() -> ResponseReturnValue:
    login, password = request.form.get("login", ""), request.form.get("password", "")
    try:
        proven = accounts.proves(db.session, login, password, clock.now())
        device = request.user_agent.string
        with unit_of_work() as work:
            token = accounts.sign_in(work, login, password, proven=proven, device=device, now=clock.now())
            left = accounts.tries_left(work, login, clock.now())
    except Refused as refusal:
        return _ask_again(login, [reason_words(reason) for reason in refusal.reasons], 429)
    if token is None:
        return _ask_again(login, [_("Tên đăng nhập hoặc mật khẩu chưa đúng. Còn %(n)s lần.", n=left)], 422)
    _forget_visitor()
    session.permanent = True
    login_user(load_signed_in(token))
    return redirect(safe_target(request.form.get("next", "")), code=303)


def _ask_again(login: str, faults: list[str], status: int) -> ResponseReturnValue:
    page = render_template("accounts/sign_in.html", login=login, next=request.form.get("next", ""), faults=faults)
    return page, status


def _forget_visitor() -> None:
    """Nothing of the visitor before survives (no fixed session, a new form token) but the language of the page."""
    language = session.get("lang")
    session.clear()
    if language:
        session["lang"] = language


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with unit_of_work() as work:
            accounts.sign_out(work, current_user.token)
    logout_user()
    _forget_visitor()
    flash(_("Đã đăng xuất."))
    return redirect(url_for("auth.sign_in"), code=303)


@bp.get("/password/<token>")
def password(token: str) -> ResponseReturnValue:
    return _ask_password(token, [], 200)


@bp.post("/password/<token>")
def set_password(token: str) -> ResponseReturnValue:
    typed = request.form.get("password", "")
    if typed != request.form.get("again", ""):
        return _ask_password(token, [("again", _("Hai lần nhập mật khẩu không giống nhau. Mời nhập lại."))], 422)
    try:
        with unit_of_work() as work:
            accounts.set_password(work, token, typed, now=clock.now())
    except Refused as refusal:
        return _ask_password(token, [("password", reason_words(reason)) for reason in refusal.reasons], 422)
    flash(_("Đã đặt mật khẩu. Mời đăng nhập bằng mật khẩu mới."))
    return redirect(url_for("auth.sign_in"), code=303)


def _ask_password(token: str, faults: list[tuple[str, str]], status: int) -> ResponseReturnValue:
    link = accounts.find_link(db.session, token, clock.now())
    if link is None:
        return render_template("accounts/link_spent.html", days=accounts.LINK_LASTS.days), 404
    page = render_template("accounts/password.html", token=token, link=link, faults=faults, shortest=passwords.SHORTEST)
    return page, status


def init_app(app: Flask) -> None:
    # The cookie lasts as long as the sign-in. Renewing it with each answer would also put it on the style sheet, which
    # anybody on the way may keep.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.config["PERMANENT_SESSION_LIFETIME"] = accounts.SIGNED_IN_FOR
    login_manager.session_protection = None  # phones change their address; the token and its row protect the session
    login_manager.init_app(app)
