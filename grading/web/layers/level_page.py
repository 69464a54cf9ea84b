"""The reasons for a level: every condition with its findings, by the rules now and as stored with the decision."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from grading.rules.derivation import Derivation, Ending
from grading.rules.programme import Programme
from grading.services.dossiers import history
from grading.services.layers.level_reading import Reading, readings
from grading.services.units.units import names_on
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import outcome_words
from grading.words.demands import (
    demand_words,
    exception_words,
    found_words,
    lacking_words,
    source_words,
    standing_words,
)
from grading.words.titles import demand_lines


def level(visit: Visit) -> str:
    """Shows the reading that the address names (`?of=`), or the first reading open to this person."""
    open_readings = readings(db.session, visit.dossier, visit.roles, visit.facts)
    wanted_name = request.args.get("of", "")
    reading = next(
        (row for row in open_readings if name_of(row) == wanted_name), open_readings[0] if open_readings else None
    )
    return render_template(
        "layers/level.html",
        visit=visit,
        labels=[(_address(visit, row), _words_of(visit, row), None, row is reading) for row in open_readings],
        shown=reading,
        summary=_summary(reading.derivation, visit.programme) if reading else "",
        full_at=history.full_at(reading.item) if reading and reading.item else None,
        body=_body(visit, reading) if reading else "",
        demand=demand_words,
        demand_lines=demand_lines,
        exception=exception_words,
        found=found_words,
        lacking=lacking_words,
        standing=standing_words,
        source=source_words,
    )


def name_of(reading: Reading) -> str:
    return str(reading.layer) if reading.layer else "decision"


def _address(visit: Visit, reading: Reading) -> str:
    return url_for("dossiers.level", dossier_id=visit.dossier.id, of=name_of(reading))


def _words_of(visit: Visit, reading: Reading) -> str:
    return visit.layer_words(reading.layer) if reading.layer else str(_("Theo quyết định"))


def _summary(derivation: Derivation, programme: Programme) -> str:
    if derivation.level is not None:
        return str(_("Theo quy định: “%(level)s”.", level=outcome_words(derivation.level, programme)))
    if derivation.ending is Ending.no_match:
        return str(_("Chưa đủ điều kiện của mức nào theo quy định; tập thể có thẩm quyền chọn mức và ghi lý do."))
    if derivation.at_best is None:
        return str(_("Chưa xác định được mức theo quy định."))
    if derivation.at_least is None:
        return str(_("Còn thiếu số liệu; cao nhất là “%(best)s”.", best=outcome_words(derivation.at_best, programme)))
    least, best = (outcome_words(each, programme) for each in (derivation.at_least, derivation.at_best))
    return str(_("Còn thiếu số liệu; mức theo quy định từ “%(least)s” đến “%(best)s”.", least=least, best=best))


def _body(visit: Visit, reading: Reading) -> str:
    """Returns the committee that decided; empty for a reading without a decision."""
    if reading.item is None:
        return ""
    decision = reading.item.decision
    unit = names_on(db.session, [decision.unit_id], decision.issued_on or visit.dossier.campaign.as_of)
    return unit[decision.unit_id].issuer_name or unit[decision.unit_id].committee_name
