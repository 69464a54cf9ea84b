"""The exceptions with which a use case refuses. They know nothing of HTTP: grading.web.shell.errors gives each one its
status."""

from collections.abc import Iterable

from workflows import Reason


class Refused(Exception):
    """The service cannot do what was requested, for these reasons; nothing was changed."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reason.code for reason in self.reasons))


class Forbidden(Refused):
    """The use case exists, but this account may not use it."""


class NotNow(Refused):
    """The account may do this, but the object is in another state, or somebody else changed it in the meantime."""


def refuse(code: str, /, **params: object) -> Refused:
    return Refused([Reason(code=code, params=params)])


def forbid(code: str, /, **params: object) -> Forbidden:
    return Forbidden([Reason(code=code, params=params)])


def not_now(code: str, /, **params: object) -> NotNow:
    return NotNow([Reason(code=code, params=params)])
