"""Signing in by the lock of one's own device: the questions to the device as JSON, its answers as forms.

grading/static/passkey.js asks the device between the two. Without scripts, or where people do not reach the service by
https, nothing of this is on a page.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, abort, current_app, flash, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required, login_user

from grading import clock
from grading.services.accounts import links, own, passkeys, signing_in
from grading.services.accounts.passkeys import Answer, Challenge, Site
from grading.services.ground.errors import Refused
from grading.web.accounts import device_cookie
from grading.web.accounts.forms import SignInForm
from grading.web.accounts.sign_in import first_page, two_people
from grading.web.shell import carrying
from grading.web.shell.passkey_site import site
from grading.web.shell.session import db, forget_visitor, unit_of_work
from grading.web.shell.signed_in import actor, load_signed_in
from grading.words import reason_words

bp = Blueprint("passkeys", __name__)

_ASKED = "passkey"


def _site() -> Site:
    return site() or abort(404)


# --- the question in the visitor's cookie


def _ask(purpose: str, question: Callable[[Challenge], str]) -> ResponseReturnValue:
    """Answers with the question, and keeps what has to be signed, and for what, in the visitor's cookie."""
    challenge = Challenge.new(clock.now())
    session[_ASKED] = [purpose, b64encode(challenge.signs).decode(), challenge.at.isoformat()]
    return current_app.response_class(question(challenge), mimetype="application/json")


def _answer(purpose: str) -> Answer:
    """Returns what the browser sent, beside the question in the cookie, which is taken out: it is answered once."""
    kept = session.pop(_ASKED, None)
    is_asked = kept is not None and kept[0] == purpose
    challenge = Challenge(signs=b64decode(kept[1]), at=datetime.fromisoformat(kept[2])) if is_asked else None
    text, browser = request.form.get("answer", ""), request.user_agent.string
    return Answer(site=_site(), challenge=challenge, text=text, browser=browser)


def _refused(refusal: Refused) -> ResponseReturnValue:
    return {"refused": " ".join(reason_words(reason) for reason in refusal.reasons)}, 422


# --- signing in


@bp.post("/sign-in/passkey/question")
def ask_sign_in() -> ResponseReturnValue:
    where = _site()
    return _ask("sign-in", lambda challenge: passkeys.question_for_sign_in(where, challenge))


@bp.post("/sign-in/passkey")
def sign_in() -> ResponseReturnValue:
    answer, now = _answer("sign-in"), clock.now()
    try:
        with unit_of_work() as work:
            made = signing_in.let_in(work, passkeys.signer(work, answer, now), device_cookie.visitor(), now)
    except Refused as refusal:
        form = SignInForm()
        form.refuse(refusal.reasons)
        return carrying.sign_in_page(form, carrying.held_form(), 422, request.form.get("next", ""))
    return _enter(made)


def _enter(made: signing_in.NewSignIn) -> ResponseReturnValue:
    forget_visitor()
    session.permanent = True
    login_user(load_signed_in(made.token))
    return device_cookie.keep(make_response(first_page()), made.device)


def _say_on(page: str, refusal: Refused) -> ResponseReturnValue:
    for reason in refusal.reasons:
        flash(reason_words(reason), "alert")
    return redirect(page, code=303)


# --- one's own keys


@bp.post("/account/passkeys/question")
@login_required
def ask_new() -> ResponseReturnValue:
    where, visitor = _site(), device_cookie.visitor()
    try:
        proven = signing_in.proves(db.session, current_user.login, request.form.get("old", ""), visitor, clock.now())
        with unit_of_work() as work:
            is_proven = own.proves_again(work, actor(), visitor, proven=proven, token=current_user.token)
    except Refused as refusal:
        return _refused(refusal)
    if not is_proven:
        return {"refused": _not_proven()}, 422
    person = actor().person
    return _ask("new", lambda challenge: passkeys.question_for_new(db.session, person, where, challenge))


def _not_proven() -> str:
    by_password = _("Mật khẩu đang dùng chưa đúng. Mời nhập lại.")
    by_signing_in = _("Mời đăng xuất, đăng nhập lại, rồi thêm khóa trong vòng 15 phút.")
    return str(by_password if actor().person.password_hash else by_signing_in)


@bp.post("/account/passkeys")
@login_required
def add() -> ResponseReturnValue:
    answer = _answer("new")
    page = url_for("own_account.show", _anchor="khoa")
    try:
        with unit_of_work() as work:
            passkeys.add(work, actor(), answer)
    except Refused as refusal:
        return _say_on(page, refusal)
    flash(_("Đã thêm khóa đăng nhập. Lần sau đăng nhập bằng khóa của thiết bị này."))
    return redirect(page, code=303)


@bp.post("/account/passkeys/<int:passkey_id>/remove")
@login_required
def remove(passkey_id: int) -> ResponseReturnValue:
    page = url_for("own_account.show", _anchor="khoa")
    try:
        with unit_of_work() as work:
            passkeys.remove(work, actor(), passkey_id)
    except Refused as refusal:
        return _say_on(page, refusal)
    flash(_("Đã bỏ khóa đăng nhập."))
    return redirect(page, code=303)


# --- a key instead of a first password


@bp.post("/password/<token>/passkey/question")
def ask_first(token: str) -> ResponseReturnValue:
    where = _site()
    try:
        link = links.open_link(db.session, token, now=clock.now(), two_people=two_people())
    except Refused as refusal:
        return _refused(refusal)
    return _ask(token, lambda challenge: passkeys.question_for_new(db.session, link.account, where, challenge))


@bp.post("/password/<token>/passkey")
def set_first(token: str) -> ResponseReturnValue:
    answer, now = _answer(token), clock.now()
    try:
        with unit_of_work() as work:
            account = links.set_passkey(work, token, answer, now=now, two_people=two_people())
            made = signing_in.let_in(work, account, device_cookie.visitor(), now)
    except Refused as refusal:
        return _say_on(url_for("auth.password", token=token), refusal)
    return _enter(made)
