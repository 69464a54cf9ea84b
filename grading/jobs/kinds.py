"""The registry: how each kind of job works."""

from collections.abc import Mapping

from grading.jobs.sheets import Papers, Volume
from grading.jobs.tables import Import, UnitsExport, import_figures, import_results
from grading.jobs.tools import Handler
from grading.models import JobKind

HANDLERS: Mapping[JobKind, Handler] = {
    JobKind.papers: Papers(),
    JobKind.volume: Volume(),
    JobKind.figures_import: Import(import_figures),
    JobKind.results_import: Import(import_results),
    JobKind.units_export: UnitsExport(),
}
