"""One sentence for every code that a refusal can have. grading.words.spoken turns its named parameters into words."""

from collections.abc import Mapping

from grading.words.sentences.access import ACCESS
from grading.words.sentences.campaigns import CAMPAIGNS
from grading.words.sentences.decisions import DECISIONS
from grading.words.sentences.dossiers import DOSSIERS
from grading.words.sentences.files import FILES
from grading.words.sentences.jobs import JOBS
from grading.words.sentences.programmes import PROGRAMMES
from grading.words.sentences.registrations import REGISTRATIONS
from grading.words.sentences.rehearsals import REHEARSALS
from grading.words.sentences.steps import STEPS
from grading.words.sentences.typed import TYPED
from grading.words.sentences.units import UNITS
from grading.words.sentences.year import YEAR

SENTENCES: Mapping[str, str] = {
    **STEPS,
    **DOSSIERS,
    **DECISIONS,
    **CAMPAIGNS,
    **ACCESS,
    **FILES,
    **PROGRAMMES,
    **JOBS,
    **REGISTRATIONS,
    **REHEARSALS,
    **TYPED,
    **UNITS,
    **YEAR,
}
