"""The options with which a page reads what many small rows hold, in the statement of the rows that own them. Who writes
them reads them as rows."""

from sqlalchemy import select
from sqlalchemy.orm import with_expression
from sqlalchemy.orm.strategy_options import _AbstractLoad

from grading.models.assessment import Assessment, Score
from grading.models.dossier import Dossier
from grading.models.evidence import Evidence
from grading.models.gathered import Gathered, filed_of, gathered, marks_of


def with_scores() -> _AbstractLoad:
    rows = select(Score.id, Score.criterion, Score.grade, Score.points, Score.words, Score.saved_at)
    of_one = rows.where(Score.assessment_id == Assessment.id)
    return with_expression(Assessment.read_scores, gathered(of_one, Gathered(marks_of)))


def with_evidence() -> _AbstractLoad:
    rows = select(Evidence.id, Evidence.criterion, Evidence.at, Evidence.removed_at)
    of_one = rows.where(Evidence.dossier_id == Dossier.id)
    return with_expression(Dossier.read_evidence, gathered(of_one, Gathered(filed_of)))
