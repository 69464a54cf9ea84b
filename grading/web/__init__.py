"""The pages of the service: the blueprints, and the parts that every page shares."""

from flask import Flask
from flask_wtf import CSRFProtect

from grading.web.accounts import accounts, dual, own, passkeys, sign_in
from grading.web.campaigns import campaigns, ending_page, opening_page, process_page, rehearsals
from grading.web.commendations import commendations, verify
from grading.web.decisions import decisions
from grading.web.desks import work
from grading.web.dossiers import agreement, answers, evidence, kept, versions
from grading.web.jobs import jobs
from grading.web.layers import awards, deadlines, layers, reading, unit_tasks
from grading.web.months import months
from grading.web.programmes import programmes, sending
from grading.web.record import record
from grading.web.registrations import registrations
from grading.web.shell import compression, errors, headers, language, limits, page, signed_in, translating
from grading.web.units import changing as unit_changes
from grading.web.units import filing as unit_filing
from grading.web.units import units

csrf = CSRFProtect()
BLUEPRINTS = (
    accounts.bp,
    dual.bp,
    own.bp,
    passkeys.bp,
    agreement.bp,
    answers.bp,
    awards.bp,
    sign_in.bp,
    campaigns.bp,
    commendations.bp,
    decisions.bp,
    reading.bp,
    evidence.bp,
    programmes.bp,
    sending.bp,
    record.bp,
    jobs.bp,
    language.bp,
    layers.bp,
    registrations.bp,
    process_page.bp,
    opening_page.bp,
    ending_page.bp,
    rehearsals.bp,
    units.bp,
    unit_changes.bp,
    unit_filing.bp,
    unit_tasks.bp,
    deadlines.bp,
    kept.bp,
    verify.bp,
    versions.bp,
    work.bp,
    months.bp,
)


def init_app(app: Flask) -> None:
    limits.init_app(app)
    translating.init_app(app)
    csrf.init_app(app)
    signed_in.init_app(app)
    page.init_app(app)
    headers.init_app(app)
    compression.init_app(app)
    errors.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
