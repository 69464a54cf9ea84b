"""The pages of signing in and out, and of the link that sets a password once."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from grading import clock
from grading.services.accounts import links, passwords, signing_in
from grading.services.ground.errors import Refused
from grading.web.accounts.forms import PasswordForm, SignInForm
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import load_signed_in
from grading.web.shell.targets import safe_target

bp = Blueprint("auth", __name__)


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(safe_target(request.args.get("next", "")))
    return render_template("accounts/sign_in.html", form=SignInForm(), next=request.args.get("next", ""))


@bp.post("/sign-in")
def take_sign_in() -> ResponseReturnValue:
    form = SignInForm(posted=request.form)
    login, password = form.text("login"), form.text("password")
    try:
        proven = signing_in.proves(db.session, login, password, clock.now())
        device = request.user_agent.string
        with unit_of_work() as work:
            token = signing_in.sign_in(work, login, password, proven=proven, device=device, now=clock.now())
            tries_left = signing_in.tries_left(work, login, clock.now())
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _ask_again(form, 429)
    if token is None:
        form.wrong("login", _("Tên đăng nhập hoặc mật khẩu chưa đúng. Còn %(n)s lần.", n=tries_left))
        return _ask_again(form, 422)
    _forget_visitor()
    session.permanent = True
    login_user(load_signed_in(token))
    return redirect(safe_target(request.form.get("next", "")), code=303)


def _ask_again(form: SignInForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/sign_in.html", form=form, next=request.form.get("next", "")), status


def _forget_visitor() -> None:
    """Clears the session of the visitor before, except for the language of the page. So nobody can fix a session, and
    the form token is new."""
    language = session.get("lang")
    session.clear()
    if language:
        session["lang"] = language


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with unit_of_work() as work:
            signing_in.sign_out(work, current_user.token)
    logout_user()
    _forget_visitor()
    flash(_("Đã đăng xuất."))
    return redirect(url_for("auth.sign_in"), code=303)


@bp.get("/password/<token>")
def password(token: str) -> ResponseReturnValue:
    return _ask_password(token, PasswordForm(), 200)


@bp.post("/password/<token>")
def set_password(token: str) -> ResponseReturnValue:
    form = PasswordForm(posted=request.form)
    if form.text("password") != form.text("again"):
        form.wrong("again", _("Hai lần nhập mật khẩu không giống nhau. Mời nhập lại."))
        return _ask_password(token, form, 422)
    try:
        with unit_of_work() as work:
            links.set_password(work, token, form.text("password"), now=clock.now())
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _ask_password(token, form, 422)
    flash(_("Đã đặt mật khẩu. Mời đăng nhập bằng mật khẩu mới."))
    return redirect(url_for("auth.sign_in"), code=303)


def _ask_password(token: str, form: PasswordForm, status: int) -> ResponseReturnValue:
    link = links.find_link(db.session, token, clock.now())
    if link is None:
        return render_template("accounts/link_spent.html", days=links.LINK_LASTS.days), 404
    page = render_template("accounts/password.html", token=token, link=link, form=form, shortest=passwords.SHORTEST)
    return page, status
