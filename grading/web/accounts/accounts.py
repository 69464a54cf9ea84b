"""The pages of accounts, for administrators only: new accounts, roles, one-time links. They show no score."""

from collections.abc import Mapping

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading import clock
from grading.documents.qr import qr_svg
from grading.models import Account, UnitPeriod
from grading.services.accounts import accounts, dual_offices, links, naming, roles, voiding
from grading.services.ground.counting import pages_of
from grading.services.ground.errors import Refused
from grading.services.record import reading
from grading.services.units import units
from grading.web.accounts.forms import AccountForm, DualForm, GrantForm, LinkForm, LoginForm
from grading.web.accounts.sign_in import two_people
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, administrator
from grading.words import role_words
from workflows import Role
from workflows.dual import sides_joined

bp = Blueprint("accounts", __name__, url_prefix="/accounts")


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    administrator()
    words = request.args.get("q", "").strip()[:200]
    number = accounts.count_accounts(db.session, words)
    pages = pages_of(number, accounts.PAGE)
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    listed = accounts.list_accounts(db.session, words, first=(page - 1) * accounts.PAGE, limit=accounts.PAGE)
    return render_template(
        "accounts/index.html", waiting=_waiting(), words=words, found=listed, number=number, names=_names(listed),
        page=page, urls=[url_for(".index", q=words or None, page=page_number) for page_number in range(1, pages + 1)],
    )  # fmt: skip


@bp.get("/new")
@login_required
def new() -> ResponseReturnValue:
    administrator()
    return _new(AccountForm())


def _new(form: AccountForm) -> str:
    hidden = {"version": accounts.newest_id(db.session)}
    roles_offered = [(role, role_words(role)) for role in Role]
    return render_template("accounts/new.html", form=form, roles=roles_offered, hidden=hidden)


@bp.post("")
@login_required
def make() -> ResponseReturnValue:
    administrator()
    form = AccountForm(posted=request.form)
    form.read(db.session)
    if not form.mistakes:
        try:
            with unit_of_work() as session:
                administrator()
                account = naming.make_named(
                    session, actor(), form.text("login"), role=form.role, unit=form.seat, home_unit=form.unit,
                    seen=form.hidden("version"),
                )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal.reasons)
    if form.mistakes:
        return _new(form), 422
    if form.role is None:
        flash(_("Đã tạo tài khoản %(login)s. Mời giao nhiệm vụ, rồi cấp đường dẫn đặt mật khẩu.", login=account.login))
    else:
        flash(_("Đã tạo tài khoản %(login)s. Mời cấp đường dẫn đặt mật khẩu.", login=account.login))
    return redirect(url_for(".show", account_id=account.id), code=303)


@bp.get("/<int:account_id>")
@login_required
def show(account_id: int) -> ResponseReturnValue:
    administrator()
    return page_of(account_id)


def page_of(
    account_id: int,
    form: GrantForm | None = None,
    asked: LinkForm | None = None,
    dual: DualForm | None = None,
    renaming: LoginForm | None = None,
) -> str:
    account = accounts.get_account(db.session, account_id)
    offered = [(role, role_words(role)) for role in Role]
    return render_template(
        "accounts/show.html",
        account=account,
        names=_names([account]),
        roles=offered,
        form=form or GrantForm.empty(),
        asked=asked or LinkForm(),
        dual=dual or DualForm(),
        renaming=renaming or LoginForm(typed={"new_login": account.login}),
        dual_offices=dual_offices.list_of(db.session, account),
        dual_roles=[(role, role_words(role)) for role in Role if any(sides_joined(role, other) for other in Role)],
        waiting=links.find_waiting(db.session, account, clock.now(), two_people=two_people()),
        me=actor().account,
        events=reading.of_subject(db.session, account),
    )


def _waiting() -> list[Account]:
    return links.list_waiting(db.session, clock.now()) if two_people() else []


def _names(found: list[Account]) -> Mapping[int, UnitPeriod]:
    """Returns these accounts' units as they are today, by id."""
    ids = {grant.unit_id for account in found for grant in account.grants} | {account.home_unit_id for account in found}
    return units.names_on(db.session, {unit_id for unit_id in ids if unit_id}, clock.day(clock.now()))


@bp.post("/<int:account_id>/grants")
@login_required
def grant(account_id: int) -> ResponseReturnValue:
    administrator()
    form = GrantForm(posted=request.form)
    form.read(db.session)
    if not form.mistakes and form.role and form.first:
        try:
            with unit_of_work() as session:
                account = accounts.get_account(session, account_id)
                roles.grant_role(
                    session, actor(), account, form.role, form.unit, valid_from=form.first, valid_to=form.last
                )
                voided = voiding.void_unconfirmed(session, actor(), two_people=two_people())
        except Refused as refusal:
            form.refuse(refusal.reasons)
    if form.mistakes:
        return page_of(account_id, form), 422
    flash(_("Đã giao nhiệm vụ %(role)s.", role=role_words(form.text("role"))))
    if voided:
        flash(
            _(
                "Mật khẩu của tài khoản này được đặt bằng đường dẫn chưa có quản trị viên thứ hai xác nhận, nên không "
                "còn dùng được. Mời cấp đường dẫn mới."
            )
        )
    return redirect(url_for(".show", account_id=account_id, _anchor="nhiem-vu"), code=303)


@bp.post("/<int:account_id>/grants/<int:grant_id>/end")
@login_required
def end_grant(account_id: int, grant_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        account = accounts.get_account(session, account_id)
        ended = roles.end_grant(session, administrator(), account, grant_id)
    flash(_("Đã kết thúc nhiệm vụ %(role)s. Nếu nhầm, mời giao lại.", role=role_words(ended.role)))
    return redirect(url_for(".show", account_id=account_id, _anchor="nhiem-vu"), code=303)


@bp.post("/<int:account_id>/password-link")
@login_required
def reset(account_id: int) -> ResponseReturnValue:
    """Answers with the page itself, because the link is shown only this once and is kept nowhere."""
    administrator()
    now, form = clock.now(), LinkForm(posted=request.form)
    try:
        with unit_of_work() as session:
            account = accounts.get_account(session, account_id)
            token = links.reset_password(session, administrator(), account, form.text("reason"))
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return page_of(account_id, asked=form), 422
    account = accounts.get_account(db.session, account_id)
    waiting = links.find_waiting(db.session, account, now, two_people=two_people())
    url = current_app.extensions["settings"].base_url + url_for("auth.password", token=token)
    return render_template(
        "accounts/handover.html", account=account, waits=waiting is not None, names=_names([account]), url=url,
        until=now + links.LINK_LASTS,
        code=qr_svg(url, _("Mã QR của đường dẫn đặt mật khẩu")),
    )  # fmt: skip


@bp.post("/<int:account_id>/password-link/confirmation")
@login_required
def approve_link(account_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        account = accounts.get_account(session, account_id)
        links.approve_link(session, administrator(), account, two_people=two_people())
    flash(_("Đã xác nhận đường dẫn đặt mật khẩu của %(login)s.", login=account.login))
    return redirect(url_for(".show", account_id=account_id), code=303)


@bp.post("/<int:account_id>/login")
@login_required
def rename(account_id: int) -> ResponseReturnValue:
    administrator()
    form = LoginForm(posted=request.form)
    try:
        with unit_of_work() as session:
            account = accounts.get_account(session, account_id)
            accounts.rename(session, administrator(), account, form.text("new_login"))
            name = account.login
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return page_of(account_id, renaming=form), 422
    flash(_("Tên đăng nhập nay là %(login)s. Mời báo cho chủ tài khoản.", login=name))
    return redirect(url_for(".show", account_id=account_id), code=303)


@bp.post("/<int:account_id>/disabling")
@login_required
def disable(account_id: int) -> ResponseReturnValue:
    login = _set_disabled(account_id, True)
    flash(_("Đã khóa tài khoản %(login)s. Có thể mở lại bất cứ lúc nào.", login=login))
    return redirect(url_for(".show", account_id=account_id), code=303)


@bp.post("/<int:account_id>/enabling")
@login_required
def enable(account_id: int) -> ResponseReturnValue:
    login = _set_disabled(account_id, False)
    flash(_("Đã mở lại tài khoản %(login)s.", login=login))
    return redirect(url_for(".show", account_id=account_id), code=303)


def _set_disabled(account_id: int, disabled: bool) -> str:
    with unit_of_work() as session:
        account = accounts.get_account(session, account_id)
        accounts.set_disabled(session, administrator(), account, disabled)
        return account.login
