"""Mistakes in what a criterion, a group and the total may be: see `programme_mistakes`.

The table, old text, new text, the code of the fault, the text at whose place it is reported, and words of its sentence.
"""

Mistake = tuple[str, str, str, str, str, str]
SCHOOL, CONDUCT, MEETING = "own-pupils", "own-conduct", "own-meeting"
_THEMATIC = "{figure: thematic_meetings, operator: at_least, value: 1, otherwise: rescaled, within: group}"
_REFORMED = "start: 30, base: 1, step: 5, points: 0.25, direction: up, floor: 20, below: 0"

MISTAKES: list[Mistake] = [
    # whom a criterion is for
    (MEETING, _THEMATIC, "{otherwise: full}", "applies_nothing", "{otherwise", "types, kinds, figure"),
    (MEETING, _THEMATIC, "{figure: thematic_meetings, otherwise: full}", "required", "{figure: thematic", "operator"),
    (
        MEETING,
        _THEMATIC,
        "{figure: no, operator: at_least, value: 1, otherwise: full}",
        "metric_unknown",
        "no, operator",
        "no",
    ),
    (
        MEETING,
        _THEMATIC,
        "{figure: thematic_meetings, operator: at_least, value: 0, otherwise: full}",
        "applies_settled",
        "0, otherwise",
        "đều như nhau",
    ),
    (
        MEETING,
        _THEMATIC,
        "{figure: present_pct, operator: more_than, value: 100, otherwise: full}",
        "applies_settled",
        "100, otherwise",
        "đều như nhau",
    ),
    (MEETING, "rescaled, within: group}", "rescaled}", "required", "{figure: thematic", "within"),
    (MEETING, "rescaled, within: group}", "full, within: group}", "not_together", "group}", "within"),
    (
        MEETING,
        _THEMATIC,
        "{kinds: [cell_subordinate, cell_grassroots], otherwise: full}",
        "applies_kinds",
        "[cell_subordinate, cell_grass",
        "cell_grassroots",
    ),
    (
        MEETING,
        "operator: at_least, value: 1, otherwise: rescaled, within: group",
        "operator: at_least, value: 1, otherwise: lost",
        "choice",
        "lost}",
        "left_out",
    ),
    (SCHOOL, "min_total: 90", "min_total: 101", "applies_unreachable", "left_out}", "cao nhất còn 100"),
    # what may be chosen
    (SCHOOL, "typed: {step: 0.25}", "typed: {step: 0.3}", "typed_step", "0.3}", "20"),
    (SCHOOL, "typed: {step: 0.25}", "typed: {step: 1, options: [20, 0]}", "typed_kind", "{step: 1", "đúng một"),
    (SCHOOL, "[15, 10, 5, 0]", "[14, 10, 5, 0]", "typed_unreached", "[14, 10", "14 điểm"),
    (SCHOOL, "[15, 10, 5, 0]", "[15, 16, 5, 0]", "giving_points_over", "16, 5", "16 điểm"),
    (SCHOOL, "[15, 10, 5, 0]", "[15, -1, 5, 0]", "too_small", "-1, 5", "-1"),
    (SCHOOL, "[0, -2, -4, -6]", "[0, -2, -4, -5]", "typed_least_unreached", "[0, -2", "-5"),
    (SCHOOL, "            - {vi: Đình chỉ, en: Suspension}\n", "", "typed_names", "- {vi: Không", "3 tên"),
    (
        CONDUCT,
        "          departs: never\n      - key: civic_week",
        "          departs: never\n        typed: {step: 2}\n      - key: civic_week",
        "typed_by_nobody",
        "{step: 2}",
        "departs",
    ),
    # the range
    (SCHOOL, "points: 30, least: 2}", "points: 30, least: 30}", "too_big", "30}\n      - key: boarding", "30"),
    (SCHOOL, "points: 30, least: 2}", "points: 30, least: 0}", "not_together", "0}\n      - key: boarding", "least"),
    # groups and the total
    (
        SCHOOL,
        "    points: 30\n    over: scaled_down\n",
        "    points: 40\n    over: scaled_down\n",
        "group_never_over",
        "scaled_down",
        "bỏ over",
    ),
    (SCHOOL, "    points: 30\n    over: cut\n", "    points: 30\n", "group_points", "- {key: advice", "35"),
    (SCHOOL, "    points: 30\n    over: cut\n", "    over: cut\n", "required", "key: counselling", "points"),
    (SCHOOL, "    most: 10\n", "    most: 14\n", "group_most_unreached", "14\n", "13"),
    (SCHOOL, "    kind: bonus\n    most: 10\n", "    most: 10\n", "not_together", "10\n", "most"),
    (SCHOOL, "    kind: malus\n", "    kind: malus\n    points: 4\n", "not_together", "4\n", "points"),
    (SCHOOL, "total: {most: 105}", "total: {most: 110}", "total_most", "110}", "dưới 110"),
    (SCHOOL, "total: {most: 105}", "total: {most: 99}", "total_most", "99}", "từ 100"),
    (SCHOOL, "total: {most: 105}", "total: {least: 100}", "too_big", "100}", "100"),
    (SCHOOL, "total: {most: 105}", "total: {}", "too_short", "{}", "trống"),
    (
        SCHOOL,
        "scale: points, points: 2}\n      - {key: rules",
        "scale: points, points: 2, least: -1}\n      - {key: rules",
        "not_together",
        "-1}",
        "least",
    ),
    # steps and levels
    (CONDUCT, _REFORMED, _REFORMED.replace("floor: 20", "floor: 40"), "giving_floor", "40, below", "floor"),
    (CONDUCT, _REFORMED, _REFORMED.replace(", below: 0", ""), "required", "{figure: reformed_pct", "below"),
    (CONDUCT, _REFORMED, _REFORMED.replace("base: 1", "base: 3"), "giving_points_over", "3, step", "3 điểm"),
    (CONDUCT, "EXCELLENT: 5, GOOD: 3", "EXCELLENT: 4, GOOD: 3", "giving_max_unreached", "{of: rating", "4 điểm"),
    (CONDUCT, "EXCELLENT: 5, GOOD: 3", "EXCELLENT: 6, GOOD: 3", "giving_points_over", "6, GOOD", "6 điểm"),
    (CONDUCT, "EXCELLENT: 5, ", "", "required", "{of: rating", "EXCELLENT"),
    # cases
    (MEETING, "- from: 30\n", "- from: 31\n", "giving_gap", "- below: 30", "30"),
    (MEETING, "- from: 30\n", "- from: 29\n", "giving_overlap", "from: 29", "29"),
    (MEETING, "- from: 30\n", "- types: [school]\n", "not_together", "[school]", "types"),
    (MEETING, "              figure: members\n", "", "not_together", "30\n", "below"),
    (MEETING, "          least: 1\n          departs", "          departs", "giving_sum_under", "- bands", "-2 điểm"),
    (
        MEETING,
        "        least: 1\n        given_by",
        "        least: 2\n        given_by",
        "giving_points_under",
        "1\n          departs: never\n      - key: leave",
        "1 điểm",
    ),
]
