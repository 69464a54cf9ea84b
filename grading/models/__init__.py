"""The tables of the database, one aggregate in each file."""

from grading.models.account import (
    Account,
    DualOffice,
    Grant,
    KnownDevice,
    Passkey,
    PasswordLink,
    SignIn,
    SignInFailure,
)
from grading.models.assessment import Assessment, Score
from grading.models.award_opinion import AwardOpinion
from grading.models.ballot import Ballot
from grading.models.base import Base, FrozenRow, NaiveTime, Numbered
from grading.models.campaign import Campaign, CampaignState, Decider, NotRated
from grading.models.commendation import Commendation, RegisterCounter
from grading.models.decision import Award, Decision, DecisionItem, DecisionState, QuotaException
from grading.models.dossier import Dossier, Move
from grading.models.event import Done, Event, EventWords, Office, OlderSeal, RecordEnd
from grading.models.evidence import Evidence, StoredFile
from grading.models.figure import FED_BY_MONTHS, Explanation, Figure, Stage
from grading.models.job import OPEN_STATES, Job, JobKind, JobLine, JobState, LineState
from grading.models.past_award import PastAward
from grading.models.period import Period
from grading.models.process import ProcessSight, StoredProcess
from grading.models.programme_version import ProgrammeVersion, VersionState
from grading.models.registration import RegisteredWork, Registration, RegistrationLine
from grading.models.result import Result, ResultInForce, Subject
from grading.models.revision import Revision
from grading.models.search import AccountWord, UnitWord
from grading.models.succession import Succession, SuccessionKind
from grading.models.unit import Unit, UnitKind, UnitPeriod
from grading.models.unit_task import Answer, SharedMonth, UnitChange, UnitTask
from grading.models.year_work import HalfYearReview, MeetingKind, MeetingSheet, MonthCounts, YearPart, YearSending

__all__ = [
    "FED_BY_MONTHS",
    "Account",
    "AccountWord",
    "Answer",
    "Assessment",
    "Award",
    "AwardOpinion",
    "Ballot",
    "Base",
    "Campaign",
    "CampaignState",
    "Commendation",
    "Decider",
    "Decision",
    "DecisionItem",
    "DecisionState",
    "Done",
    "Dossier",
    "DualOffice",
    "Event",
    "EventWords",
    "OlderSeal",
    "RecordEnd",
    "Evidence",
    "Explanation",
    "Figure",
    "FrozenRow",
    "Grant",
    "HalfYearReview",
    "Job",
    "JobKind",
    "JobLine",
    "JobState",
    "KnownDevice",
    "Passkey",
    "LineState",
    "MeetingKind",
    "MeetingSheet",
    "MonthCounts",
    "Move",
    "NaiveTime",
    "NotRated",
    "Numbered",
    "OPEN_STATES",
    "Office",
    "PasswordLink",
    "PastAward",
    "Period",
    "ProcessSight",
    "ProgrammeVersion",
    "QuotaException",
    "RegisterCounter",
    "RegisteredWork",
    "Registration",
    "RegistrationLine",
    "Result",
    "ResultInForce",
    "Revision",
    "Score",
    "SharedMonth",
    "SignIn",
    "SignInFailure",
    "Stage",
    "StoredFile",
    "StoredProcess",
    "Subject",
    "Succession",
    "SuccessionKind",
    "Unit",
    "UnitChange",
    "UnitKind",
    "UnitPeriod",
    "UnitTask",
    "UnitWord",
    "VersionState",
    "YearPart",
    "YearSending",
]
