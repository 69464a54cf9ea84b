"""The errors of a refused step or act. They know no HTTP: grading.web gives each error its status."""

from workflows.reasons import Reason


class WorkflowError(Exception):
    """A step or an act was refused; nothing was changed. `reasons` holds every reason, for the page to put in words."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class StepNotOpen(WorkflowError):
    """The dossier is in another state, or its process has no such step."""


class NotYourStep(WorkflowError):
    """The step or act belongs to another role."""


class StepRefused(WorkflowError):
    """The step or act belongs to the person's role, but the dossier is not ready, or the person may not act on it.

    A person may not review the dossier of the person's own unit, and may not act on two sides of a control.
    """
