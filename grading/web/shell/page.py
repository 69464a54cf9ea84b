"""The names that every template may use: words, numbers, dates, addresses of assets, the navigation."""

from datetime import date
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from grading import clock, text, words
from grading.models import UnitPeriod
from grading.services.decisions import awards
from grading.services.ground.counting import MOST
from grading.services.programmes import versions
from grading.services.units import directory, units
from grading.web.shell import long_lists, writing
from grading.web.shell.assets import asset
from grading.web.shell.language import chosen
from grading.web.shell.session import db
from grading.web.shell.signed_in import signed_in_standing
from grading.words import agreement, bodies, demands, devices, moves
from grading.words import programmes as programme_words
from grading.words import record as record_words
from grading.words import units as unit_words
from workflows import CELL_ROLES, Role

_PLACES = {
    "work": {"work"},
    "campaigns": {
        "campaigns",
        "dossiers",
        "answers",
        "evidence",
        "layers",
        "unit_tasks",
        "deadlines",
        "kept",
        "decisions",
        "registrations",
        "process",
        "opening",
        "ending",
        "rehearsals",
        "year",
    },
    "commendations": {"commendations"},
    "units": {"units", "unit_changes", "unit_file"},
    "accounts": {"accounts"},
    "own_account": {"own_account"},
    "programmes": {"programmes", "programme_import"},
    "record": {"record"},
    "jobs": {"jobs"},
}
"""The blueprints whose pages stand under each entry of the navigation."""


def init_app(app: Flask) -> None:
    app.context_processor(_globals)
    long_lists.init_app(app)
    writing.init_app(app)
    app.jinja_env.filters.update(
        count=lambda value: text.count(value, chosen()),
        hundredths=lambda value: text.hundredths(value, chosen()),
        percent=lambda value: text.percent(value, chosen()),
        day=text.day,
        moment=lambda value: text.moment(value, chosen()),
        clock_time=lambda value: text.clock_time(value, chosen()),
        local_day=lambda value: text.day(clock.day(value)),
        quoted=text.quoted,
        dotted=text.dotted,
        said=lambda value: getattr(value, chosen()),
        unit_name=unit_name,
        help_words=unit_words.help_words,
        phone_words=unit_words.phone_words,
        reason_words=words.reason_words,
        state_words=words.state_words,
        tag_shape=moves.tag_shape,
        notice_words=moves.notice_words,
        consequence_words=moves.consequence_words,
        period_words=lambda value: value.words(chosen()),
        registering_words=words.registering_words,
        role_words=words.role_words,
        seat_words=words.seat_words,
        step_words=words.step_words,
        work_words=words.work_words,
        sitting_words=bodies.sitting_words,
        bodies_of=bodies.bodies_of,
        capitalized=lambda words: words[:1].upper() + words[1:],
        source_words=demands.source_words,
        figure=demands.figure_words,
        layer_words=words.layer_words,
        outcome_words=words.outcome_words,
        grade_words=words.grade_words,
        group_words=words.group_words,
        kind_words=words.kind_words,
        device_words=devices.device_words,
        done_words=record_words.done_words,
        field_words=unit_words.field_words,
        from_to_words=unit_words.from_to_words,
        agreement_words=agreement.difference_words,
        difference_words=unit_words.difference_words,
        unit_change_words=unit_words.unit_change_words,
        row_status_words=unit_words.status_words,
        answer_words=unit_words.answer_words,
        answer_follows=unit_words.answer_follows,
        version_words=programme_words.version_words,
        version_state_words=programme_words.version_state_words,
        office_words=record_words.office_words,
        details_words=record_words.details_words,
        subject_words=record_words.subject_words,
        worth=awards.worth_of,
        meeting_words=words.meeting_words,
        part_words=words.part_words,
    )
    app.jinja_env.globals["most_counted"] = MOST
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def unit_name(period: UnitPeriod) -> str:
    """Returns the name of the body that acts: the committee of a commune or district, the cell itself."""
    return period.org_name if period.kind.is_cell else period.committee_name or period.org_name


def _globals() -> dict[str, Any]:
    return {
        "bare": False,
        "lang": chosen(),
        "asset": asset,
        "nav": _nav(),
        "standing_words": _standing_words(),
        "service_owner": directory.owner_name(db.session, _today()),
        "is_demo": current_app.extensions["settings"].demo,
        "today": _today(),
        "home_url": url_for("work.show"),
        "sign_out_url": url_for("auth.sign_out"),
        "verify_url": url_for("verify.ask"),
    }


def _today() -> date:
    return clock.day(clock.now())


def _nav() -> list[tuple[str, str, bool]]:
    who = signed_in_standing()
    if who is None:
        return []
    entries = [("work.show", _("Việc cần làm"))]
    if who.is_admin or set(who.seats) - CELL_ROLES:
        entries.append(("campaigns.index", _("Các đợt đánh giá")))
    if who.units(Role.award_clerk, Role.authority_secretary, Role.inspector):
        entries.append(("commendations.register", _("Sổ khen thưởng")))
    if who.is_admin or who.units(*versions.READERS):
        entries.append(("programmes.index", _("Bộ tiêu chí")))
    entries.append(("units.index", _("Tổ chức đảng")))
    if who.is_admin:
        entries.append(("accounts.index", _("Tài khoản")))
    if who.is_admin or who.units(Role.award_clerk, Role.authority_secretary):
        entries.append(("jobs.index", _("Việc hệ thống làm")))
    if who.is_admin or who.units(Role.inspector):
        entries.append(("record.index", _("Nhật ký quản trị")))
    entries.append(("own_account.show", _("Cá nhân")))
    blueprint = (request.endpoint or "").partition(".")[0]
    return [(url_for(endpoint), label, blueprint in _PLACES[endpoint.partition(".")[0]]) for endpoint, label in entries]


def _standing_words() -> tuple[str, str] | None:
    """Returns the roles of the person who is signed in and the units where the roles are held, for the head of the
    page."""
    who = signed_in_standing()
    if who is None:
        return None
    held_roles = [role for role in Role if role in who.seats or (role is Role.admin and who.is_admin)]
    seats = [unit_id for role in Role for unit_id in sorted(who.units(role))]
    names = units.names_on(db.session, seats, _today()) if seats else {}
    roles = ", ".join(dict.fromkeys(
        words for role in held_roles for words in _role_words(role, [names[unit_id] for unit_id in who.units(role)])
    ))  # fmt: skip
    return roles or _("Chưa được phân công"), _places(seats, names) or current_user.login


def _role_words(role: Role, held_on: list[UnitPeriod]) -> list[str]:
    """Returns the offices of a role on these units; the words of the role where no unit is named."""
    return [words.seat_words(role, unit, _today()) for unit in held_on] or [words.role_words(role)]


def _places(seats: list[int], names: dict[int, UnitPeriod]) -> str:
    """Returns the units where the roles are held, in the order of the roles. The first three are enough for the head
    of a page."""
    places = list(dict.fromkeys(unit_name(names[unit_id]) for unit_id in seats))
    return ", ".join(places[:3]) + ("…" if len(places) > 3 else "")
