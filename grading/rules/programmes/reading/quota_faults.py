"""Checks the quotas: outcomes that exist and can be lowered, what each is counted of, their order, and what has no
effect."""

from grading.rules.ladder import UNDECIDED, Ladder, at_or_above, counting_as, given_titles, good_or_better
from grading.rules.levels import Level
from grading.rules.programmes.parts.outcomes import DECLINED
from grading.rules.programmes.parts.quota import OLD_KEY, QuotaBase
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.quota import quotas_in

OneFault = tuple[str, Steps, dict[str, object]]
_OF_A_SHARE = ("base", "rounding", "at_least", "exceptional_pct")
"""What only a share can use, and a number cannot."""


def quota_faults(document: Document) -> Found:
    """Yields the faults of every quota; a rating of years that has none is a fault too."""
    if document["kind"] == "rating" and document.get("period", "year") == "year" and not _any(document):
        yield "required", [], {"name": "quota"}
    ladder = _ladder(document)
    rank = {outcome: place for place, outcome in enumerate(ladder)}
    before: list[Document] = []
    for steps, quota in quotas_in(document):
        of_field = "level" if steps == [OLD_KEY] else "of"
        if quota["of"] not in rank:
            yield _unknown_of(document, quota["of"], [*steps, of_field], ladder)
            continue
        yield from _outcome(quota, steps, ladder)
        yield from _beside(quota, steps, before, rank)
        if steps != [OLD_KEY]:
            yield from _fields(document, quota, steps)
        before.append(quota)


def _any(document: Document) -> bool:
    return "quota" in document or "quotas" in document


def _ladder(document: Document) -> Ladder:
    rules = document.get("outcomes", ())
    keys = [rule["key"] for rule in rules]
    levels = {rule["key"]: Level(rule["counts_as"]) for rule in rules if "counts_as" in rule}
    return Ladder(keys if document["kind"] == "rating" else [*keys, DECLINED], levels)


def _unknown_of(document: Document, name: str, steps: Steps, ladder: Ladder) -> OneFault:
    if document["kind"] == "rating":
        return "level_unknown", steps, {"name": name}
    return "choice", steps, {"found": name, "allowed": ", ".join(ladder)}


def _outcome(quota: Document, steps: Steps, ladder: Ladder) -> Found:
    """Yields an outcome below which there is none, and a base that is unknown or holds only what is limited."""
    if quota["of"] == ladder[-1]:
        yield "quota_lowest", [*steps, "of"], {"name": quota["of"]}
    limited = at_or_above(ladder, quota["of"]) if quota.get("or_better") else (quota["of"],)
    if quota.get("or_better") and len(limited) == 1:
        yield "not_together", [*steps, "or_better"], {"name": "or_better"}
    base = quota.get("base")
    if base is None:
        return
    bases = _bases(ladder)
    if base not in bases:
        yield "choice", [*steps, "base"], {"found": base, "allowed": ", ".join(bases)}
    elif set(bases[base]) <= set(limited):
        yield "quota_base_self", [*steps, "base"], {"name": base}


def _bases(ladder: Ladder) -> dict[str, tuple[str, ...]]:
    """Returns what this table can count a share of, with the outcomes of each."""
    found: dict[str, tuple[str, ...]] = {QuotaBase.took_part.value: (*ladder, UNDECIDED)}
    if DECLINED in ladder:
        found |= {QuotaBase.recognised.value: given_titles(ladder)}
    elif good := counting_as(ladder, Level.GOOD):
        found |= {QuotaBase.good_or_better.value: good_or_better(ladder), QuotaBase.good_only.value: good}
    return {**{outcome: (outcome,) for outcome in ladder}, **found}


def _beside(quota: Document, steps: Steps, before: list[Document], rank: dict[str, int]) -> Found:
    """Yields a quota that stands behind one of a lower outcome, and a second one of the same outcome and groups."""
    for other in before:
        if rank[other["of"]] > rank[quota["of"]]:
            yield "quota_order", steps, {"of": quota["of"], "before": other["of"]}
            return
        if _same(quota) == _same(other):
            yield "quota_twice", steps, {"of": quota["of"]}
            return


def _same(quota: Document) -> tuple[object, ...]:
    return quota["of"], bool(quota.get("or_better")), tuple(sorted(quota["group_by"] or ()))


def _fields(document: Document, quota: Document, steps: Steps) -> Found:
    if quota["key"] == OLD_KEY:
        yield "quota_key", [*steps, "key"], {"key": OLD_KEY}
    if ("pct" in quota) == ("count" in quota):
        yield "quota_share_or_count", steps, {}
    elif "count" in quota:
        yield from _unusable(quota, steps, _OF_A_SHARE)
    else:
        for name in ("base", "rounding"):
            if name not in quota:
                yield "required", steps, {"name": name}
        yield from _exceptional(quota, steps)
    yield from _small(quota, steps)
    if "ballot" in quota.get("order", ()) and not document["ballot"]["options"]:
        yield "quota_no_ballot", [*steps, "order"], {}


def _unusable(quota: Document, steps: Steps, names: tuple[str, ...]) -> Found:
    return (("not_together", [*steps, name], {"name": name}) for name in names if name in quota)


def _exceptional(quota: Document, steps: Steps) -> Found:
    higher, pct = quota.get("exceptional_pct"), quota["pct"]
    if higher is not None and pct is not None and higher <= pct:
        yield "quota_exceptional", [*steps, "exceptional_pct"], {"higher": higher, "pct": pct}


def _small(quota: Document, steps: Steps) -> Found:
    """Yields a small group that may have fewer than every group may, or more than there are of it."""
    if (small := quota.get("small")) is None:
        return
    if small["at_most"] >= small["fewer_than"]:
        yield "quota_small_all", [*steps, "small"], dict(small)
    if small["at_most"] < (quota.get("at_least") or 0):
        yield "quota_small_less", [*steps, "small"], {"at_most": small["at_most"], "at_least": quota["at_least"]}
