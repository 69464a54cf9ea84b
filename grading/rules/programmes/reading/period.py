"""The faults of the period that a programme rates: what a light period, which is only noted, cannot have."""

from grading.rules.programmes.reading.document import Document, Found

_OF_YEARS = (
    "quota", "quotas", "awards", "consistency", "members_decided", "recognition", "year_work", "registration", "plan",
    "basis",
)  # fmt: skip
"""The sections that speak of a decision, an award, or a year beside others."""


def period_faults(document: Document) -> Found:
    """Yields each section that has no meaning for a period other than a year."""
    if document.get("period", "year") == "year":
        return
    for name in _OF_YEARS:
        if document.get(name):
            yield "period_light", [name], {"name": name}
