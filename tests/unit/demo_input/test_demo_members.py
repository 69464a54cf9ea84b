"""The invented members of cells agree with the figures that the source reports for their communes."""

from collections import defaultdict


def test_every_cell_of_the_source_has_members(rows):
    cells = {row["code"] for row in rows["giong-rieng/units.csv"] if row["kind"] == "cell_subordinate"}

    counted = [row["unit_code"] for row in rows["members.csv"]]

    assert sorted(counted) == sorted(cells)
    assert len(cells) == 48


def test_members_of_cells_add_up_to_their_commune(members):
    totals = defaultdict(int)

    for code, (official, probationary) in members.items():
        totals[code.rpartition("-")[0]] += official + probationary

    assert totals == {"KG-GR-HT": 297, "KG-GR-TL": 245, "KG-GR-LT": 361, "KG-GR-TD": 113}


def test_long_thanh_has_the_reported_official_and_probationary_members(members):
    counts = [count for code, count in members.items() if code.startswith("KG-GR-LT-")]

    official, probationary = (sum(column) for column in zip(*counts, strict=True))

    assert (official, probationary) == (340, 21)


def test_a_cell_with_reported_members_has_exactly_that_number(members, rows):
    reported = {
        row["unit_code"]: int(row["value"])
        for row in rows["giong-rieng/figures.csv"]
        if row["metric"] == "members" and row["unit_code"] in members
    }

    invented = {code: sum(members[code]) for code in reported}

    assert invented == reported == {"KG-GR-LT-09": 23}


def test_no_cell_has_fewer_members_than_it_assigned_to_households(members, rows):
    assigned = [
        (row["unit_code"], int(row["value"]))
        for row in rows["giong-rieng/figures.csv"]
        if row["metric"] == "members_assigned_households" and row["unit_code"] in members
    ]

    too_few = [code for code, count in assigned if sum(members[code]) < count]

    assert len(assigned) == 26
    assert too_few == []


def test_every_cell_has_at_least_three_official_members(members):
    smallest = min(official for official, _ in members.values())

    assert smallest >= 3


def test_the_invented_commune_reports_the_sums_of_its_cells(rows):
    values = {(row["unit_code"], row["metric"]): int(row["value"]) for row in rows["figures-four-good.csv"]}
    metrics = ("members", "members_official", "members_probationary")

    sums = {
        metric: sum(
            value
            for (code, reported_metric), value in values.items()
            if reported_metric == metric and code != "KG-GR-TD"
        )
        for metric in metrics
    }

    assert sums == {metric: values["KG-GR-TD", metric] for metric in metrics}
