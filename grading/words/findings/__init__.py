"""One sentence for every code that a check can find: what is wrong, where, and what to do about it."""

from collections.abc import Mapping

from grading.words.findings.campaigns import CAMPAIGNS
from grading.words.findings.commendations import COMMENDATIONS
from grading.words.findings.decisions import DECISIONS
from grading.words.findings.dossiers import DOSSIERS
from grading.words.findings.kept import KEPT

FINDINGS: Mapping[str, str] = {
    **DOSSIERS,
    **DECISIONS,
    **COMMENDATIONS,
    **CAMPAIGNS,
    **KEPT,
}
