"""Two offices in one hand: an administrator allows them to an account, and ends that."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.services.accounts import accounts, dual_offices
from grading.services.ground.errors import Refused
from grading.web.accounts.accounts import page_of
from grading.web.accounts.forms import DualForm
from grading.web.shell.session import unit_of_work
from grading.web.shell.signed_in import actor, administrator

bp = Blueprint("dual_offices", __name__, url_prefix="/accounts")


@bp.post("/<int:account_id>/dual-offices")
@login_required
def allow(account_id: int) -> ResponseReturnValue:
    administrator()
    form = DualForm(posted=request.form)
    if asked := form.read():
        try:
            with unit_of_work() as session:
                account = accounts.get_account(session, account_id)
                dual_offices.allow(session, actor(), account, asked)
        except Refused as refusal:
            form.refuse(refusal.reasons)
    if form.mistakes:
        return page_of(account_id, dual=form), 422
    flash(_("Đã cho phép kiêm nhiệm."))
    return redirect(url_for("accounts.show", account_id=account_id, _anchor="kiem-nhiem"), code=303)


@bp.post("/<int:account_id>/dual-offices/<int:dual_id>/end")
@login_required
def end(account_id: int, dual_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        account = accounts.get_account(session, account_id)
        dual_offices.end(session, administrator(), account, dual_id)
    flash(_("Đã kết thúc kiêm nhiệm."))
    return redirect(url_for("accounts.show", account_id=account_id, _anchor="kiem-nhiem"), code=303)
