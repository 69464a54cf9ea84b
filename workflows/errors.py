"""Why a step or an act was refused. No HTTP here: grading.web gives each error its status."""

from workflows.reasons import Reason


class WorkflowError(Exception):
    """A step or an act was refused; nothing was changed. `reasons` holds every reason, for the page to put in words."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class StepNotOpen(WorkflowError):
    """The dossier is in another state, or its process has no such step."""


class NotYourStep(WorkflowError):
    """It belongs to another role."""


class StepRefused(WorkflowError):
    """It is yours, but the dossier is not ready for it, or it is your own unit's dossier."""
