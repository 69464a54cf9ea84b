"""The second campaign: an invented commune whose dossiers give the district's roles work."""

import pytest

UNITS = "units-four-good.csv"


def test_the_invented_commune_stands_under_the_district_with_six_cells(rows, four_good):
    commune, *cells = rows[UNITS]

    assert (commune["code"], commune["parent_code"], commune["org_name"]) == (
        "KG-GR-TD",
        "KG-GR",
        "Đảng bộ xã Trình Diễn",
    )
    assert [cell["code"] for cell in cells] == list(four_good["cells"])
    assert {cell["parent_code"] for cell in cells} == {"KG-GR-TD"}


def test_the_invented_units_have_the_columns_of_the_real_units_and_are_not_in_the_source(rows):
    real, invented = rows["giong-rieng/units.csv"], rows[UNITS]

    assert list(invented[0]) == list(real[0])
    assert {row["named_in_source"] for row in invented} == {"no"}
    assert not {row["code"] for row in invented} & {row["code"] for row in real}


def test_every_invented_unit_is_marked_in_its_name(rows):
    unmarked = [row["code"] for row in rows[UNITS] if "Trình Diễn" not in row["org_name"]]

    assert unmarked == []


def test_every_role_of_the_district_finds_a_dossier(four_good):
    stages = [cell["stage"] for cell in four_good["cells"].values()]

    assert stages == ["draft", "commune_review", "appraisal", "appraisal", "certification", "certification"]


def test_one_dossier_in_appraisal_is_untouched_and_one_has_a_finished_assessment(four_good):
    in_appraisal = [cell for cell in four_good["cells"].values() if cell["stage"] == "appraisal"]

    finished = [[assessment["by"] for assessment in cell.get("assessments", [])] for cell in in_appraisal]

    assert finished == [[], ["appraiser1"]]


def test_a_dossier_that_awaits_the_decision_is_assessed_agreed_and_proposed(four_good):
    waiting = [cell for cell in four_good["cells"].values() if cell["stage"] == "certification"]

    ready = [bool(cell["assessments"]) and "panel" in cell and cell["proposal"] == "recognised" for cell in waiting]

    assert ready == [True, True]


def test_only_the_draft_is_incomplete(four_good):
    goods = list(four_good["max_points"])

    incomplete = [
        code for code, cell in four_good["cells"].items() if list(cell["answers"]) != goods or "ballot" not in cell
    ]

    assert incomplete == ["KG-GR-TD-01"]


def test_the_four_goods_are_worth_a_hundred_points(four_good):
    assert list(four_good["max_points"].values()) == [30, 20, 25, 25]


def test_no_score_exceeds_the_points_of_its_good(four_good):
    scores = [(good, score["points"]) for cell in four_good["cells"].values() for good, score in _scores(cell)]

    over = [(good, points) for good, points in scores if not 0 <= points <= four_good["max_points"][good]]

    assert over == []


def test_every_score_comes_with_words(four_good):
    without_words = [
        code for code, cell in four_good["cells"].items() if not all(score["words"] for _, score in _scores(cell))
    ]

    assert without_words == []


def test_more_than_half_of_the_counted_members_adopt_the_self_assessment(four_good):
    ballots = [cell["ballot"] for cell in four_good["cells"].values() if "ballot" in cell]

    adopted = [
        2 * ballot["votes"]["for"] > ballot["official"] - ballot["away"] - ballot["exempt"] - ballot["excused"]
        for ballot in ballots
    ]

    assert adopted == [True] * 5


@pytest.mark.parametrize("later", ["commune", "panel"])
def test_a_later_layer_names_only_the_scores_that_it_changes(four_good, later):
    repeated = [
        (code, good)
        for code, cell in four_good["cells"].items()
        for good, score in cell.get(later, {}).items()
        if score["points"] == _before(cell, later)[good]["points"]
    ]

    assert repeated == []


def test_no_two_cells_write_the_same_words(four_good):
    words = [answer["words"] for cell in four_good["cells"].values() for answer in cell["answers"].values()]

    assert len(words) == len(set(words))


def _before(cell, layer):
    return cell["answers"] | (cell["commune"] if layer == "panel" else {})


def _scores(cell):
    yield from cell["answers"].items()
    yield from cell.get("commune", {}).items()
    for assessment in cell.get("assessments", []):
        yield from assessment["scores"].items()
    yield from cell.get("panel", {}).items()
