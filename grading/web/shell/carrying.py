"""Carries a typed form to the page where it stands: through a sign-in, past an old token, into the other language.

The page itself is made anew, and the texts are put into its boxes. They are stored when the person has looked them
over and presses the button of the form: then the versions that the form carries tell whether somebody else was quicker.
"""

from io import BytesIO
from itertools import islice
from urllib.parse import unquote, urlsplit

from flask import current_app, flash, get_template_attribute, redirect, render_template, request, session
from flask.ctx import RequestContext
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from grading.web.shell.forms import Form
from grading.web.shell.labels import labels_of
from grading.web.shell.passkey_site import site
from grading.web.shell.refilling import STANDS_ON, Pairs, refill
from grading.web.shell.targets import came_from_here, page_of_form, safe_target

HELD = "held."
"""How the names begin under which the page of the sign-in holds the boxes of another form."""
HELD_AT = "held_at"
"""The name under which it holds the address of that form."""
MOST_TYPED, MOST_HELD = 60, 6_000
"""Boxes that are shown to copy, and boxes that are carried. A page with a hundred thousand boxes would keep the service
busy; the table of a meeting of 300 cells has fewer than 6,000."""
_NEVER_CARRIED = {"csrf_token", "password", "again", "old", STANDS_ON}
_NEVER_SHOWN = {"next", "picked"}
_FIXED = ("version", "content-")
"""How the names of values begin that a form carries itself: numbers of versions, and the files of a preview."""


def texts_of(pairs: Pairs) -> list[tuple[str, str]]:
    """Returns the typed texts with a label each, to copy where no form can take them."""
    labels = labels_of({name for name, _value in pairs})
    texts = [(labels.get(name), value) for name, value in pairs if _is_typed(name, value, is_text=name in labels)]
    return [(label or _("Nội dung %(n)s", n=at), value) for at, (label, value) in enumerate(texts[:MOST_TYPED], 1)]


def _is_typed(name: str, value: str, *, is_text: bool) -> bool:
    """Returns whether somebody typed the value: what stands in a box for text; in a box that no template names, words
    and numbers, not a value that the form itself carries or that was picked from a list."""
    own = name in _NEVER_CARRIED | _NEVER_SHOWN or name.startswith(_FIXED)
    signs = value.strip()
    return not own and bool(signs) and (is_text or any(_is_of_words(sign) for sign in signs))


def _is_of_words(sign: str) -> bool:
    return sign.isspace() or sign.isdigit() or not sign.isascii()


def ask_to_sign_in() -> ResponseReturnValue:
    """Answers a form of a visitor whose session is over: the page of the sign-in holds the form meanwhile."""
    return sign_in_page(Form(), [(HELD_AT, _address()), *((HELD + name, value) for name, value in _sent())], 401)


def sign_in_page(form: Form, held: Pairs, status: int, next_page: str | None = None) -> ResponseReturnValue:
    typed = [(name.removeprefix(HELD), value) for name, value in held if name.startswith(HELD)]
    page = render_template("accounts/sign_in.html", form=form, held=held, texts=texts_of(typed),
                           next=next_page if next_page is not None else page_of_form(),
                           has_passkeys=site() is not None)  # fmt: skip
    return page, status


def held_form() -> list[tuple[str, str]]:
    """Returns what the page of the sign-in holds of another form, under the names of that page."""
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name == HELD_AT or name.startswith(HELD)][:MOST_HELD]


def onward(address: str) -> ResponseReturnValue:
    """Leads to the page after a sign-in; with a held form, answers with the page and the form on it."""
    held = held_form()
    if not held:
        return redirect(address, code=303)
    typed = [(name.removeprefix(HELD), value) for name, value in held if name.startswith(HELD)]
    return _filled(safe_target(request.form.get("next", "")), request.form.get(HELD_AT, ""), typed)


def after_expiry() -> ResponseReturnValue | None:
    """Answers a form whose token is too old, or returns None if the form did not come from a page of ours."""
    if not came_from_here() or (request.endpoint or "auth.").startswith(("auth.", "language.")):
        return None
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    return _filled(page_of_form(), _address(), _sent(), status=400)


def into_language(address: str, action: str) -> ResponseReturnValue:
    """Answers with the page in the language that was chosen just now, and with the form as it was sent along."""
    return _filled(address, action, _sent())


def _filled(address: str, action: str, typed: Pairs, *, status: int = 200) -> ResponseReturnValue:
    page = _page_of(address)
    title = _("Nội dung vừa nhập đã đặt lại vào trang này, chưa lưu.")
    text = _("Mời xem lại rồi bấm nút lưu. Tệp đã chọn thì phải chọn lại.")
    notice = get_template_attribute("shell/words.html", "notice")(title, text, "warn", "status")
    filled = refill(page, action, typed, address=address, above=str(notice)) if page else None
    if filled is None:
        return _to_copy(address, typed)
    return redirect(address, code=303) if filled == page else (filled, status)


def _to_copy(address: str, typed: Pairs) -> ResponseReturnValue:
    """Shows the texts of a form that its page no longer has, or that this person does not get to see."""
    texts = texts_of(typed)
    if not texts:
        flash(_("Thao tác vừa rồi chưa được ghi. Mời thực hiện lại trên trang này."), "warn")
        return redirect(address, code=303)
    sentence = _("Trang này không còn biểu mẫu đó. Nội dung vừa nhập ở dưới đây, để sao chép.")
    return render_template("shell/error.html", title=_("Chưa đặt lại được nội dung vừa nhập"), sentences=[sentence],
                           typed=texts, back_url=address, back_words=_("Mở trang"), bare=False), 409  # fmt: skip


def _page_of(address: str) -> str | None:
    """Returns the page at an address as this person sees it now, or None if it is not shown."""
    parts = urlsplit(address)
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": unquote(parts.path), "QUERY_STRING": parts.query,
             "CONTENT_LENGTH": "0", "CONTENT_TYPE": "", "wsgi.input": BytesIO()}  # fmt: skip
    dropped = {"werkzeug.request", "HTTP_ACCEPT_ENCODING", "HTTP_X_AUTOSAVE"}
    environ = {name: value for name, value in request.environ.items() if name not in dropped} | asked
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    visitor = session._get_current_object()  # type: ignore[attr-defined]  # as a sign-in has just left it
    with app.app_context(), RequestContext(app, environ, session=visitor):
        answer = app.full_dispatch_request()
        is_shown = answer.status_code == 200 and answer.mimetype == "text/html"
        return answer.get_data(as_text=True) if is_shown else None


def _address() -> str:
    return request.full_path if request.query_string else request.path


def _sent() -> list[tuple[str, str]]:
    pairs = islice(request.form.items(multi=True), MOST_HELD)
    return [(name, value) for name, value in pairs if name not in _NEVER_CARRIED]
