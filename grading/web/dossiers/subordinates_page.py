"""The page of the organisations below: the result of each for the year, and the figures that follow from it."""

from flask import render_template

from grading.rules.subordinates import figures_of
from grading.services.dossiers import subordinates
from grading.services.dossiers.facts import figure_values
from grading.services.figures import figures
from grading.web.shell.session import db
from grading.web.shell.visit import Visit


def show(visit: Visit) -> str:
    dossier = visit.dossier
    values = figure_values(figures.latest(db.session, [dossier.unit_id], [dossier.campaign.period_id]), dossier)
    return render_template(
        "dossiers/subordinates.html",
        visit=visit,
        found=subordinates.below(db.session, [dossier]).get(dossier.id, []),
        models=sorted({metric.title for metric in visit.programme.metrics if metric.title}),
        counted=figures_of(visit.programme, values),
        source=subordinates.SOURCE,
    )
