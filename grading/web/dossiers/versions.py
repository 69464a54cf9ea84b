"""The pages of what was frozen when a dossier was handed on: a version, and the files that it held."""

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.exc import NoResultFound

from grading.documents.uploads.names import download_headers
from grading.services.dossiers import versions
from grading.services.dossiers.versions import Version
from grading.web.dossiers.evidence_files import store
from grading.web.shell.session import db
from grading.web.shell.visit import Visit, visit_to

bp = Blueprint("versions", __name__, url_prefix="/dossiers/<int:dossier_id>/versions/<int:number>")


@bp.get("")
@login_required
def show(dossier_id: int, number: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    version = _version(visit, number)
    return render_template(
        "dossiers/version.html",
        visit=visit,
        version=version,
        labels=[_tab(each, version) for each in versions.versions(visit.dossier, visit.actor.standing, visit.facts)],
        counts=[(metric, version.figures.get(metric.key)) for metric in visit.programme.asked],
    )


@bp.get("/files/<sha256>")
@login_required
def file(dossier_id: int, number: int, sha256: str) -> ResponseReturnValue:
    frozen, stored = versions.get_file(db.session, _version(visit_to(dossier_id), number), sha256)
    return Response(store().get(stored.sha256), headers=download_headers(frozen.name, stored.mime))


def _tab(each: Version, shown: Version) -> tuple[str, str, None, bool]:
    address = url_for("versions.show", dossier_id=each.frozen.dossier, number=each.number)
    return address, _("Bản số %(number)s", number=each.number), None, each.number == shown.number


def _version(visit: Visit, number: int) -> Version:
    """Raises a WorkflowError for somebody who may not read the dossier and was not given this version, and
    NoResultFound for a number that no version has."""
    version = versions.find_version(visit.dossier, number, visit.actor.standing, visit.facts)
    if version is None:
        visit.require("read_self")
        raise NoResultFound
    return version
