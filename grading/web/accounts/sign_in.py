"""The pages of signing in and out, and of the link that sets a password once."""

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from grading import clock
from grading.services.accounts import devices, links, owning, passwords, signing_in, tries
from grading.services.ground.errors import Refused
from grading.web.accounts import device_cookie
from grading.web.accounts.forms import PasswordForm, SignInForm
from grading.web.shell import carrying
from grading.web.shell.passkey_site import site
from grading.web.shell.session import db, forget_visitor, unit_of_work
from grading.web.shell.signed_in import actor, load_signed_in
from grading.web.shell.targets import safe_target

bp = Blueprint("auth", __name__)


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(safe_target(request.args.get("next", "")))
    return carrying.sign_in_page(SignInForm(), [], 200, request.args.get("next", ""))


@bp.post("/sign-in")
def take_sign_in() -> ResponseReturnValue:
    form, visitor = SignInForm(posted=request.form), device_cookie.visitor()
    login, password = form.text("login"), form.secret("password")
    try:
        proven = signing_in.proves(db.session, login, password, visitor, clock.now())
        with unit_of_work() as work:
            made = signing_in.sign_in(work, login, password, visitor, proven=proven, now=clock.now())
            tries_left = tries.tries_left(work, login, visitor, clock.now())
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _ask_again(form, 429)
    if made is None:
        form.wrong("login", _("Tên đăng nhập hoặc mật khẩu chưa đúng. Còn %(n)s lần.", n=tries_left))
        return _ask_again(form, 422)
    forget_visitor()
    session.permanent = True
    login_user(load_signed_in(made.token))
    return device_cookie.keep(make_response(first_page()), made.device)


def first_page() -> ResponseReturnValue:
    """Leads to the page that was asked for, with the form that a lost session held up. Who does not know yet of a link
    that was made to replace their password, or whose password counts for somebody else as well, sees their own account
    first, or a notice that leads there."""
    asked = safe_target(request.form.get("next", ""))
    is_told = links.list_unseen(db.session, actor().person) or owning.counts_for_somebody(db.session, actor())
    if not is_told:
        return carrying.onward(asked)
    if not carrying.held_form():
        return redirect(url_for("own_account.show", next=asked), code=303)
    flash(_("Có đường dẫn đặt lại mật khẩu đã cấp cho tài khoản này. Mời xem trang Cá nhân."), "warn")
    return carrying.onward(asked)


def _ask_again(form: SignInForm, status: int) -> ResponseReturnValue:
    return carrying.sign_in_page(form, carrying.held_form(), status, request.form.get("next", ""))


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with unit_of_work() as work:
            signing_in.sign_out(work, current_user.token)
    logout_user()
    forget_visitor()
    flash(_("Đã đăng xuất."))
    return redirect(url_for("auth.sign_in"), code=303)


@bp.get("/password/<token>", strict_slashes=False)
def password(token: str) -> ResponseReturnValue:
    return _ask_password(token, PasswordForm(), 200)


@bp.post("/password/<token>", strict_slashes=False)
def set_password(token: str) -> ResponseReturnValue:
    form, visitor = PasswordForm(posted=request.form), device_cookie.visitor()
    new = form.secret("password")
    if new != form.secret("again"):
        form.wrong("again", _("Hai lần nhập mật khẩu không giống nhau. Mời nhập lại."))
        return _ask_password(token, form, 422)
    try:
        with unit_of_work() as work:
            account = links.set_password(work, token, new, now=clock.now(), two_people=two_people())
            device = devices.remember(work, account, visitor, clock.now())
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _ask_password(token, form, 422)
    flash(_("Đã đặt mật khẩu. Mời đăng nhập bằng mật khẩu mới."))
    return device_cookie.keep(redirect(url_for("auth.sign_in"), code=303), device)


def _ask_password(token: str, form: PasswordForm, status: int) -> ResponseReturnValue:
    link = links.find_link(db.session, token, clock.now())
    if link is None:
        return render_template("accounts/link_spent.html", days=links.LINK_LASTS.days), 404
    if links.waits(db.session, link, two_people=two_people()):
        return render_template("accounts/link_waits.html", link=link), 409
    page = render_template(
        "accounts/password.html", token=token, link=link, form=form, shortest=passwords.SHORTEST,
        has_passkeys=site() is not None,
    )  # fmt: skip
    return page, status


def two_people() -> bool:
    """Returns whether the office wants two administrators for the links of accounts that score or decide."""
    wanted: bool = current_app.extensions["settings"].two_for_links
    return wanted
