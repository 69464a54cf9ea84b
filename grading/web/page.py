"""What every template may use: words, numbers, dates, addresses of assets, the navigation."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from grading import clock, text, words
from grading.db import db
from grading.services import units
from grading.web.auth import signed_in_standing
from grading.web.language import chosen
from workflows import Role

STATIC = Path(__file__).parent.parent / "static"


def init_app(app: Flask) -> None:
    app.context_processor(_globals)
    app.jinja_env.filters.update(
        count=lambda value: text.count(value, chosen()),
        hundredths=lambda value: text.hundredths(value, chosen()),
        percent=lambda value: text.percent(value, chosen()),
        day=text.day,
        moment=lambda value: text.moment(value, chosen()),
        clock_time=lambda value: text.clock_time(value, chosen()),
        local_day=lambda value: text.day(clock.day(value)),
        quoted=text.quoted,
        said=lambda value: getattr(value, chosen()),
        reason_words=words.reason_words,
        state_words=words.state_words,
        role_words=words.role_words,
        step_words=words.step_words,
        layer_words=words.layer_words,
        outcome_words=words.outcome_words,
        grade_words=words.grade_words,
        kind_words=words.kind_words,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _globals() -> dict[str, Any]:
    return {
        "lang": chosen(),
        "asset": asset,
        "nav": _nav(),
        "standing_words": _standing_words(),
        "service_owner": "",
        "is_demo": current_app.extensions["settings"].demo,
        "today": clock.day(clock.now()),
        "home_url": url_for("work.show"),
        "sign_out_url": url_for("auth.sign_out"),
        "verify_url": url_for("verify.ask"),
    }


@cache
def _digest(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of one of our own files, with its digest, so that it may be kept for ever."""
    return url_for("static", filename=name, v=_digest(name))


def _nav() -> list[tuple[str, str, bool]]:
    who = signed_in_standing()
    if who is None:
        return []
    entries = [("work.show", _("Việc cần làm")), ("campaigns.index", _("Các đợt đánh giá"))]
    if who.units(Role.award_clerk, Role.authority_secretary, Role.inspector):
        entries.append(("commendations.register", _("Sổ khen thưởng")))
    entries.append(("units.index", _("Tổ chức đảng")))
    if who.is_admin:
        entries.append(("accounts.index", _("Tài khoản")))
    here = (request.endpoint or "").partition(".")[0]
    return [(url_for(endpoint), label, endpoint.startswith(f"{here}.")) for endpoint, label in entries]


def _standing_words() -> tuple[str, str] | None:
    """The roles and the units of whoever is signed in, for the head of the page."""
    who = signed_in_standing()
    if who is None:
        return None
    roles = [words.role_words(role) for role in who.seats]
    if who.is_admin:
        roles.append(words.role_words(Role.admin))
    seats = set().union(*who.seats.values()) if who.seats else set()
    names = units.names_on(db.session, seats, clock.day(clock.now()))
    shown = sorted({period.committee_name or period.org_name for period in names.values()})
    return ", ".join(roles) or current_user.login, ", ".join(shown)
