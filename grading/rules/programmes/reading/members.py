"""Reads section `members_decided`: its form, and its faults: counts that nobody proposes, quotas of others."""

from typing import Any

from grading.rules.programmes.reading.document import Document, Found, Steps, hundredths


def members_form(section: Document | None) -> dict[str, Any] | None:
    if section is None:
        return None
    quotas = [{**quota, "pct": hundredths(quota["pct"])} for quota in section.get("quotas", ())]
    return {"needed": False, **section, "quotas": quotas}


def members_faults(document: Document) -> Found:
    """Yields counts that the programme does not ask from the unit, so that nobody proposes them, and the faults of the
    quotas of members."""
    section: Document = document.get("members_decided", {})
    for index, name in enumerate(section.get("metrics", ())):
        if name not in document["asked"]:
            yield "figure_not_asked", ["members_decided", "metrics", index], {"name": name}
    seen: set[tuple[str, str]] = set()
    for index, quota in enumerate(section.get("quotas", ())):
        steps: Steps = ["members_decided", "quotas", index]
        yield from _quota(section, quota, steps)
        if (quota["of"], quota["within"]) in seen:
            yield "members_quota_twice", steps, {"of": quota["of"]}
        seen.add((quota["of"], quota["within"]))


def _quota(section: Document, quota: Document, steps: Steps) -> Found:
    """Yields figures of a quota that are not counted by level here, and limits that limit nobody."""
    base = quota["base"] or []
    places: list[tuple[Steps, str]] = [([*steps, "of"], quota["of"])]
    places += [([*steps, "base", index], name) for index, name in enumerate(base)]
    for where, name in places:
        if name not in section["metrics"]:
            yield "members_quota_figure", where, {"name": name}
    if base == [quota["of"]]:
        yield "quota_base_self", [*steps, "base"], {"name": quota["of"]}
    if (small := quota.get("small")) is not None:
        if small["at_most"] >= small["fewer_than"]:
            yield "members_quota_small", [*steps, "small"], dict(small)
        if small["at_most"] < quota.get("at_least", 0):
            yield "quota_small_less", [*steps, "small"], {"at_most": small["at_most"], "at_least": quota["at_least"]}
