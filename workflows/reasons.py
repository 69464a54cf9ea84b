"""Reasons why a step or act is closed, as a code and its parameters. Only `grading.words` turns codes into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason. Enum members and keys (a state, a role, a level) stay keys: the page chooses the words."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


# Every code that the workflow can give, with the names of its parameters. For each code listed here, the test of the
# two languages asks for the words.
REASON_CODES: dict[str, tuple[str, ...]] = {
    # before a dossier exists
    "registration_state": ("state",),
    # who and where
    "own_unit": ("unit",),
    "other_side": ("side",),
    "same_hand": ("side",),
    "not_your_role": ("role",),
    "not_this_state": ("state", "role"),
    "dossier_ended": ("state",),
    "not_in_process": (),
    "only_by_decision": (),
    # the inputs that the step itself needs
    "note_missing": (),
    "opinion_missing": (),
    "return_criteria": (),
    # the cell
    "campaign_closed": ("period",),
    "campaign_over": ("period", "date"),
    "campaign_cancelled": ("period", "date"),
    "deadline": ("date", "office"),
    "return_deadline": ("date", "office"),
    "unanswered": ("n", "list"),
    "not_completed": ("n", "list"),
    "evidence_missing": ("criterion", "n"),
    "figures_missing": ("n", "figures"),
    "members_sum": ("sum", "rated"),
    "figures_disagree": ("n", "relations"),
    "ballot_missing": (),
    "ballot_no_majority": ("level", "yes", "eligible", "round"),
    "ballot_short": ("level", "yes", "needed", "round"),
    "ballot_no_quorum": ("present", "needed", "round"),
    "ballot_title_lost": ("yes", "needed"),
    # the commune
    "unit_unchanged": (),
    "stopped_unsent": (),
    "commune_begun": (),
    "already_decided": (),
    "commune_unscored": ("n", "list"),
    "commune_unexplained": ("n", "list"),
    "figures_open": ("n",),
    "paper_missing": ("n",),
    "commune_undecided": (),
    "commune_decides_nothing": (),
    "members_proposed_only": (),
    "subordinates_open": ("n", "year", "list"),
    "year_decided": ("year",),
    # the appraisal team
    "assessments_few": ("finished", "needed"),
    "panel_unscored": ("n", "list"),
    "panel_unexplained": ("n", "list"),
    "proposal_missing": (),
    "level_decided": ("office", "date"),
    "level_undecided": (),
    "award_not_left": (),
    "award_opinions_few": ("finished", "needed"),
    "award_unproposed": (),
}
