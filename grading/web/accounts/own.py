"""The pages of one's own account: another password, where it is signed in, the links that were made for it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required, logout_user

from grading import clock
from grading.services.accounts import links, own, owning, passkeys, passwords, signing_in
from grading.services.ground.errors import Refused
from grading.web.accounts import device_cookie
from grading.web.accounts.forms import ChangeForm
from grading.web.shell.passkey_site import site
from grading.web.shell.session import db, forget_visitor, unit_of_work
from grading.web.shell.signed_in import actor
from grading.web.shell.targets import safe_target

bp = Blueprint("own_account", __name__, url_prefix="/account")


@bp.get("")
@login_required
def show() -> ResponseReturnValue:
    return _page(ChangeForm())


def _page(form: ChangeForm) -> str:
    person = actor().person
    sign_ins = own.list_sign_ins(db.session, actor())
    return render_template(
        "accounts/own.html",
        account=person,
        form=form,
        sign_ins=[(row, own.is_this(row, current_user.token)) for row in sign_ins],
        unseen=links.list_unseen(db.session, person),
        made=links.list_made(db.session, person),
        keys=passkeys.list_passkeys(db.session, person),
        has_passkeys=site() is not None,
        unconfirmed=owning.list_unconfirmed(db.session, actor()),
        next=request.values.get("next", ""),
        shortest=passwords.SHORTEST,
    )


@bp.post("/password")
@login_required
def change_password() -> ResponseReturnValue:
    form, visitor = ChangeForm(posted=request.form), device_cookie.visitor()
    new = form.secret("password")
    if new != form.secret("again"):
        form.wrong("again", _("Hai lần nhập mật khẩu không giống nhau. Mời nhập lại."))
        return _page(form), 422
    try:
        proven = signing_in.proves(db.session, current_user.login, form.secret("old"), visitor, clock.now())
        kept = {"token": current_user.token, "keeps_others": form.ticked("keep")}
        with unit_of_work() as session:
            is_changed = own.change_password(session, actor(), visitor, new, proven=proven, **kept)
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(form), 422
    if not is_changed:
        form.wrong("old", _("Mật khẩu đang dùng chưa đúng. Mời nhập lại."))
        return _page(form), 422
    flash(_("Đã đổi mật khẩu."))
    return redirect(url_for(".show"), code=303)


@bp.post("/sign-ins/<int:sign_in_id>/end")
@login_required
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        ended = own.end_sign_in(session, actor(), sign_in_id)
    if ended and own.is_this(ended, current_user.token):
        return _signed_out(_("Đã đăng xuất."))
    flash(_("Đã đăng xuất thiết bị đó."))
    return redirect(url_for(".show", _anchor="thiet-bi"), code=303)


@bp.post("/sign-ins/end")
@login_required
def end_all() -> ResponseReturnValue:
    visitor = device_cookie.visitor()
    with unit_of_work() as session:
        own.sign_out_everywhere(session, actor(), visitor)
    return _signed_out(_("Đã đăng xuất ở mọi thiết bị. Mời đăng nhập lại."))


def _signed_out(sentence: str) -> ResponseReturnValue:
    logout_user()
    forget_visitor()
    flash(sentence)
    return redirect(url_for("auth.sign_in"), code=303)


@bp.post("/links/confirmation")
@login_required
def note_links() -> ResponseReturnValue:
    """Notes that the person knows of the links that the page showed; then the page that was asked for before."""
    form = ChangeForm(posted=request.form)
    with unit_of_work() as session:
        links.note_seen(session, actor(), form.hidden("last") or 0)
    flash(_("Đã ghi nhận."))
    return redirect(safe_target(request.form.get("next", "")), code=303)


@bp.post("/password/confirmation")
@login_required
def confirm_password() -> ResponseReturnValue:
    """Notes that the password is the person's own, on this device."""
    form = ChangeForm(posted=request.form, elsewhere="owning")
    try:
        with unit_of_work() as session:
            owning.confirm(session, actor(), device_cookie.visitor())
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(form), 422
    flash(_("Đã ghi nhận: mật khẩu này do đồng chí đặt, trên thiết bị của mình."))
    return redirect(url_for(".show"), code=303)
