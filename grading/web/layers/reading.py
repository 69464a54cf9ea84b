"""The first page of a dossier (tasks for the cell, the sheet of layers for others), and the reasons for a level."""

from flask.typing import ResponseReturnValue
from flask_login import login_required

from grading.web.dossiers import pages
from grading.web.dossiers.dossiers import bp
from grading.web.layers import level_page
from grading.web.layers import pages as layer_pages
from grading.web.shell.visit import visit_to

__all__ = ["bp"]


@bp.get("")
@login_required
def show(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    if visit.is_cell:
        return pages.task_list(visit)
    return layer_pages.show(visit)


@bp.get("/level")
@login_required
def level(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_self")
    return level_page.level(visit)
