"""The formats of the copy of a programme that a campaign keeps (`campaign.programme_json`).

Format 1 has no number, and its older copies lack the fields that came later. Format 2 has its number. Format 3 says
which kind of period is rated, and which parts of the year stand beside it. Format 4 says of whom attendance is a
share, and whose cells a plan counts. Format 5 says which body surveys the cells that register and settles the list.
Format 6 holds the examples by which the table was tried, and says by which figures the points of a criterion are given.
"""

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


PROGRAMME = Format(kind="programme", upgrades=(_with_groups, _of_years, _with_bases, _with_choosers, _typed))
