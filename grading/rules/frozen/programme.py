"""The formats of the copy of a programme that a campaign keeps (`campaign.programme_json`).

Format 1 has no number, and its older copies lack the fields that came later. Format 2 has its number. Format 3 says
which kind of period is rated, and which parts of the year stand beside it. Format 4 says of whom attendance is a
share, and whose cells a plan counts. Format 5 says which body surveys the cells that register and settles the list.
Format 6 holds the examples by which the table was tried, and says by which figures the points of a criterion are given.
Format 7 says levels and titles as one list of outcomes, and a condition as clauses that may be joined, where a second
figure stood beside the first. It also says when a criterion applies, what may be chosen for it, and how a group and the
total count, lists the quotas, those of members too, and says what decides in a ballot.
"""

from collections.abc import Mapping

from grading.rules.frozen.conditions import with_clauses
from grading.rules.frozen.formats import Body, Format


def _with_groups(body: Body) -> Body:
    """The oldest copies hold one grouping of the quota instead of a list."""
    quota = body.get("quota")
    if quota and isinstance(quota.get("group_by"), str):
        return body | {"quota": quota | {"group_by": [quota["group_by"]]}}
    return body


def _of_years(body: Body) -> Body:
    """Every programme of the formats before rates whole years."""
    return body | {"period": "year", "basis": None}


def _with_bases(body: Body) -> Body:
    """Says the bases that every programme of the formats before had: members who were excused left the base of
    attendance, and the targets of a plan counted the cells that received the title."""
    work, plan = body.get("year_work"), body.get("plan")
    if work:
        body = body | {"year_work": {**work, "attendance_base": "due_without_excused"}}
    if plan:
        body = body | {"plan": {**plan, "counts": "recognised"}}
    return body


def _with_choosers(body: Body) -> Body:
    """Names who settled the list in every programme of the formats before: the body that reviews the dossiers."""
    rule = body.get("registration")
    return body | {"registration": {**rule, "chosen_by": "review_unit"}} if rule else body


def _typed(body: Body) -> Body:
    """A person typed the points of every criterion of the formats before, and no programme held examples."""
    groups = [
        {**group, "criteria": [{**criterion, "given_by": None} for criterion in group["criteria"]]}
        for group in body.get("groups", ())
    ]
    return body | {"examples": []} | ({"groups": groups} if groups else {})


def _with_outcomes(body: Body) -> Body:
    """Says levels and titles of the formats before as outcomes: a level counted as itself, and a title had one outcome
    with what it asked for; a value that the issuer had not given stays named as missing."""
    levels, title = body.get("levels", ()), body.get("recognition")
    outcomes = [_outcome_of_level(level) for level in levels]
    if title:
        outcomes.append(_outcome_of_title(title))
        title = {name: title[name] for name in ("title", "model") if name in title}
    filled = [{**each, "path": _path_since(each["path"])} for each in body.get("filled", ())]
    kept = {name: value for name, value in body.items() if name != "levels"}
    return kept | {"outcomes": outcomes, "recognition": title, "filled": filled}


def _outcome_of_level(level: Body) -> Body:
    kept = {name: value for name, value in level.items() if name != "code"}
    return {**kept, "key": level["code"], "counts_as": level["code"]}


def _outcome_of_title(title: Body) -> Body:
    demands = {"min_points": title.get("min_total"), "min_each": title.get("min_each")}
    demands["requires_rating_at_least"] = title.get("requires_rating_at_least")
    unset = [name for name, value in demands.items() if value is None]
    each = demands["min_each"]
    return {
        **demands, "key": "recognised", "name": title["title"], "short": title["title"]["vi"],
        "min_each": [] if each is None else [{"pct": each}], "conditions": title.get("conditions", []), "unset": unset,
    }  # fmt: skip


_PATHS: Mapping[str, str] = {
    "/levels": "/outcomes", "/recognition/min_total": "/outcomes/recognised/min_points",
    "/recognition/min_each": "/outcomes/recognised/min_each",
    "/recognition/requires_rating_at_least": "/outcomes/recognised/requires_rating_at_least",
    "/recognition/conditions": "/outcomes/recognised/conditions",
}  # fmt: skip


def _path_since(path: str) -> str:
    """Returns where a value that was filled in stands since there are outcomes."""
    for before, since in _PATHS.items():
        if path == before or path.startswith(f"{before}/"):
            return since + path.removeprefix(before)
    return path


def _with_ways_to_count(body: Body) -> Body:
    """Writes out that in the formats before all criteria apply to every unit, that any points up to the maximum may be
    typed, and that the total is the sum of all groups."""
    groups = [
        {
            **group,
            "kind": "ordinary",
            "most": None,
            "over": None,
            "criteria": [
                {**criterion, "least": None, "typed": None, "applies_when": None} for criterion in group["criteria"]
            ],
        }
        for group in body.get("groups", ())
    ]
    return body | {"total_limits": None} | ({"groups": groups} if groups else {})


def _with_quotas(body: Body) -> Body:
    """Lists the one quota that a programme of the formats before could have, in the words of the list."""
    quota = body.get("quota")
    others = {name: value for name, value in body.items() if name != "quota"}
    if not quota:
        return {**others, "quotas": []}
    kept = {name: value for name, value in quota.items() if name not in ("level", "min_one")}
    least = quota.get("min_one", False)
    listed = {**kept, "key": "quota", "of": quota["level"], "at_least": None if least is None else int(least)}
    return {**others, "quotas": [listed]}


def _with_shares(body: Body) -> Body:
    """Writes out what decided in every ballot of the formats before: more than half of those convened."""
    ballot = body.get("ballot")
    if not ballot:
        return body
    return body | {"ballot": {**ballot, "majority": {"of": "eligible", "share": [1, 2], "is_more": True}}}


def _with_members_quotas(body: Body) -> Body:
    """No programme of the formats before limited members by level."""
    rule = body.get("members_decided")
    return body | {"members_decided": {**rule, "quotas": []}} if rule else body


def _since_7(body: Body) -> Body:
    steps = (with_clauses, _with_outcomes, _with_ways_to_count, _with_quotas, _with_shares, _with_members_quotas)
    for upgraded in steps:
        body = upgraded(body)
    return body


PROGRAMME = Format(
    kind="programme", upgrades=(_with_groups, _of_years, _with_bases, _with_choosers, _typed, _since_7)
)  # fmt: skip
