"""The formats of the copy of a programme that a campaign keeps (`campaign.programme_json`).

Format 1 has no number, and its older copies lack the fields that came later. Format 2 has its number.
"""

from grading.rules.frozen.formats import Body, Format


def _with_groups(body: Body) -> Body:
    """The oldest copies hold one grouping of the quota instead of a list."""
    quota = body.get("quota")
    if quota and isinstance(quota.get("group_by"), str):
        return body | {"quota": quota | {"group_by": [quota["group_by"]]}}
    return body


PROGRAMME = Format(kind="programme", upgrades=(_with_groups,))
