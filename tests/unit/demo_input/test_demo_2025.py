"""The season of 2025 adds up: points, members, ballots, and what each committee decides."""

import pytest

from grading.rules.levels import Level

KINDS = ("official", "probationary")


@pytest.fixture(scope="module")
def committees(documents):
    """Returns what happens at each committee, by the committee's code."""
    return {document["committee"]: document for name, document in documents.items() if name.startswith("season-2025/")}


@pytest.fixture(scope="module")
def organisations(committees):
    return {code: cell for sheet in committees.values() for code, cell in sheet["cells"].items()}


def test_the_quarter_is_of_the_cells_of_one_committee_and_within_the_points_of_its_programme(documents, committees):
    quarter = documents["quarter-2025.yaml"]

    points = [
        (cell["answers"]["I.1"]["points"], cell["answers"]["II.1"]["points"]) for cell in quarter["cells"].values()
    ]

    assert list(quarter["cells"]) == list(committees[quarter["committee"]]["cells"])
    assert all(common <= 30 and tasks <= 70 for common, tasks in points)


def test_each_committee_decides_on_the_units_directly_below_it(rows, committees):
    parents = {row["code"]: row["parent_code"] for row in rows["units-2025.csv"] if row["parent_code"]}

    decided = {code: committee for committee, sheet in committees.items() for code in sheet["cells"]}

    assert decided == parents


def test_a_committee_counts_the_members_of_its_cells(rows, committees):
    reported = {row["metric"]: int(row["value"]) for row in rows["figures-2025.csv"]}
    members_by_unit = {code: cell["members"] for sheet in committees.values() for code, cell in sheet["cells"].items()}

    sums = {
        committee: {kind: sum(cell["members"][kind] for cell in sheet["cells"].values()) for kind in KINDS}
        for committee, sheet in committees.items()
    }

    assert (sums["GD-TH"], sums["GD-CT"]) == (members_by_unit["GD-TH"], members_by_unit["GD-CT"])
    assert sums["GD"] == {"official": reported["members_official"], "probationary": reported["members_probationary"]}
    assert sum(sums["GD"].values()) == reported["members"]


def test_the_members_by_level_add_up_to_the_assessed_members(organisations):
    for code, cell in organisations.items():
        rated, *levels = cell["member_results"].values()

        assert sum(levels) == rated <= cell["members"]["official"], code


def test_every_ballot_agrees_with_itself_and_has_a_majority(organisations):
    for code, cell in organisations.items():
        ballot = cell["ballot"]
        eligible = ballot["official"] - ballot["excused"]

        assert sum(ballot["votes"].values()) == ballot["valid"] == ballot["issued"] == ballot["present"], code
        assert ballot["votes"][cell["level"]] * 2 > eligible, code


def test_a_level_decided_below_the_ballot_of_a_unit_has_a_reason_or_lacks_a_condition(organisations):
    lowered = {
        code
        for code, cell in organisations.items()
        if not Level(cell["decided"]["level"]).at_least(Level(cell["level"]))
    }

    without_reason = {code for code in lowered if "reason" not in organisations[code]["decided"]}

    assert lowered == {"GD-TH-02", "GD-TH-04", "GD-CT-01", "GD-TH"}
    assert without_reason == {"GD-TH-04"}
