"""Mistakes in sections of only some regimes and models: points and bands, second figures, registration, plan, awards.

Old text, new text, the code of the fault, and the text at whose place the fault is reported: see `programme_mistakes`.
"""

Mistake = tuple[str, str, str, str]

IN_R2023: list[Mistake] = [
    ("also: {figure: main_targets_missed,", "also: {figure: main_targets,", "metric_unknown", "main_targets, operator"),
    (
        "also: {figure: main_targets_missed, operator: more_than",
        "also: {figure: main_targets_missed, operator: over",
        "choice",
        "over, value",
    ),
    ("operator: more_than, value: 0}", "operator: more_than}", "required", "{figure: main_targets_missed"),
    (
        "unless: {vi: trường hợp bất khả kháng, en: force majeure}",
        "unless: trường hợp bất khả kháng",
        "type",
        "trường hợp bất khả kháng",
    ),
    (
        "unless: {vi: trường hợp bất khả kháng, en: force majeure}",
        "unless: {vi: trường hợp bất khả kháng}",
        "required",
        "{vi: trường hợp bất khả kháng}",
    ),
    ("operator: any_at_most\n        value: poor", "operator: any_at_most\n        value: bad", "choice", "bad\n"),
    (
        "applies_to: [committee_section, committee_grassroots, committee_upper]",
        "applies_to: [committee_section, committee_section]",
        "repeated",
        "[committee_section, committee_section]",
    ),
    ("value: 50\n        also", "value: fifty\n        also", "type", "fifty"),
    ("          vi: Có thành tích nổi trội", "          vn: Có thành tích nổi trội", "unknown", "vn: Có thành tích"),
    (
        "figure: products\n        operator: at_least\n        value: 1\n",
        "figure: products\n        operator: at_least\n",
        "required",
        "key: concrete_products",
    ),
    ("pct: 20, base: null", "pct: 20, base: all", "choice", "all, group_by"),
    ("group_by: [similar_function]", "group_by: [parent, parent]", "repeated", "[parent, parent]"),
    ("exceptional_pct: null", "exceptional_pct: 250", "too_big", "250}"),
    ("short: KHTNV\n", "short: KHTNV\n    otherwise: maybe\n", "type", "maybe"),
    ("short: HTNV\n", "short: HTNV\n    otherwise: true\n", "otherwise_last", "true\n"),
    ("scope: [", "scope: [cell, ", "choice", "cell, "),
    ("metrics: [members_excellent,", "metrics: [members_excelent,", "figure_not_asked", "members_excelent"),
    ("members_decided:\n", "members_decide:\n", "unknown", "members_decide:"),
    ("since: 2015-10-27, times: 0.6", "since: 2015-13-27, times: 0.6", "day", "2015-13-27"),
    ("since: 2015-10-27, times: 0.6", "since: 2015-10-27, times: 0.615", "number_decimals", "0.615"),
]
IN_R2025: list[Mistake] = [
    ("kind: share, part: [tasks_done]", "kind: sum, part: [tasks_done]", "kind_unread", "[tasks_done], whole"),
    ("outcome: no_level", "outcome: recognised", "choice", "recognised\n"),
    ("outcome: no_level", "outcome: none", "choice", "none\n"),
    ("figures: {tasks_total: 10,", "figures: {task_total: 10,", "metric_unknown", "10, tasks_done: 9"),
    ("figures: {tasks_total: 10,", "every_pct: 90\n    figures: {tasks_total: 10,", "not_together", "90\n    figures"),
    ("figures: {tasks_total: 10,", "every: good\n    figures: {tasks_total: 10,", "not_together", "good\n    figures"),
    (
        "figures: {tasks_total: 10,",
        "type: hamlet\n    figures: {tasks_total: 10,",
        "not_together",
        "hamlet\n    figures",
    ),
    ("figures: {tasks_total: 10,", "rating: GOOD\n    figures: {tasks_total: 10,", "not_together", "GOOD\n    figures"),
    ("figures: {tasks_total: 10,", "points: {speed: 5}\n    figures: {tasks_total: 10,", "criterion_unknown", "5}\n"),
    (
        "figures: {tasks_total: 10,",
        "unit: committee_province\n    figures: {tasks_total: 10,",
        "choice",
        "committee_province\n",
    ),
    ("figures: {tasks_total: 10,", "votes: {GOOD: 5}\n    figures: {tasks_total: 10,", "unknown", "votes: {GOOD"),
    ("key: one_task_not_done", "key: too_few_exceeded", "duplicate_item", 'key: too_few_exceeded\n    text: {vi: "90%'),
    ("    min_points: 70\n", "    min_points: 95\n", "thresholds_order", "95\n"),
    ("    min_points: 90\n", "    min_points: 120\n", "threshold_total", "120\n"),
    ("    min_points: 90\n", "    min_points: ninety\n", "type", "ninety"),
    ("    min_points: 50\n", "    min_points: -50\n", "too_small", "-50"),
    ("    min_points: 50\n", "    min_points: 49.999\n", "number_decimals", "49.999"),
    ("points_total: 100\n", "points_total: lots\n", "type", "lots"),
    ("whole: shortcomings_total, of_none: 100}", "whole: shortcomings_total, of_none: 101}", "too_big", "101}"),
    (
        "whole: shortcomings_total, of_none: 100}",
        "whole: shortcomings_total, of_nothing: 100}",
        "unknown",
        "of_nothing",
    ),
    ("    points: 30\n    criteria: []", "    points: -1\n    criteria: []", "too_small", "-1\n    criteria"),
    ("    points: 30\n    criteria: []", "    criteria: []", "too_short", "[]"),
    ("order: [tasks_done, tasks_total]", "order: [tasks_done]", "too_short", "[tasks_done]\n    sentence"),
    ("order: [tasks_done, tasks_total]", "order: [tasks_done, tasks_done]", "repeated", "[tasks_done, tasks_done]"),
    ("figure: tasks_late_pct", "figure: tasks_slow_pct", "metric_unknown", "tasks_slow_pct"),
    ("    vetoes_complete: null", "    vetoes_complete: perhaps", "type", "perhaps"),
    ("  - key: COMPLETED\n", "  - key: COMPLETED\n    level: 3\n", "unknown", "level: 3"),
    ("merger_breaks: null", "merger_breaks: often", "type", "often"),
    (
        "assessments: {min: null}\n",
        "assessments: {min: null}\nregistration: {needed: null, source: x, "
        "confirm_by: null, half_year_check: null, selection: null}\n",
        "registration_of_title",
        "{needed: null",
    ),
    (
        "  - key: NOT_COMPLETED\n    counts_as: NOT_COMPLETED\n"
        "    name: {vi: Không hoàn thành nhiệm vụ, en: Tasks not completed}\n"
        "    short: KHTNV\n    min_points: 0\n",
        "",
        "levels_missing",
        "- key: EXCELLENT\n    counts_as",
    ),
]
IN_DEMO_R2025: list[Mistake] = [
    (
        "scale: points\n        points: 40",
        "scale: points\n        points: 41",
        "group_points",
        "- key: tasks\n        number: II.1",
    ),
    ("scale: points\n        points: 40", "scale: grade\n        points: 40", "type", "40\n"),
    (
        "base_pay:\n  value: [{since: 2024-07-01, amount: 2340000}]",
        "base_pay:\n  value: [{since: 2024-07-01}]",
        "required",
        "{since: 2024-07-01}",
    ),
    ("group_by: {value: [parent]", "group_by: {value: [province]", "choice", "province"),
]
IN_EXEMPLARY_CELL: list[Mistake] = [
    ("selection: surveyed", "selection: drawn", "choice", "drawn"),
    ("  confirm_by: null", '  confirm_by: "02-30"', "day_of_year", '"02-30"'),
    ("  confirm_by: null", "  confirm_by: tháng ba", "pattern", "tháng ba"),
    ("works: {min: null, max: null", "works: {min: 5, max: 3", "too_big", "5, max"),
    ("works: {min: null, max: null", "works: {min: 0.5, max: null", "type", "0.5, max"),
    ("total: exemplary_works_total", "total: exemplary_works", "metric_unknown", "exemplary_works, done"),
    (
        "    - key: own_content",
        "    - key: charter_duties",
        "duplicate_item",
        "key: charter_duties\n      text: {vi: Có",
    ),
    ("{year: 2025, cells: 30}", "{year: 2026, cells: 30}", "plan_year", "2026, cells"),
    ("{year: 2025, cells: 30}", "{year: 2024, cells: 30}", "duplicate", "2024, cells: 30}\n  share"),
    ("{year: 2024, cells: 30}", "{year: 2024, cells: 0}", "too_small", "0}\n    - {year: 2025"),
    ("share: {by: 2025, more_than: 25}", "share: {by: 2030, more_than: 25}", "plan_year", "2030"),
    ("share: {by: 2025, more_than: 25}", "share: {by: 2025, more_than: 250}", "too_big", "250}"),
    ("share: {by: 2025, more_than: 25}", "share: {by: 2025}", "required", "{by: 2025}"),
    ("  years: [2022, 2025]", "  years: [2025, 2022]", "years_order", "[2025, 2022]"),
]
IN_FIVE_GOOD: list[Mistake] = [
    (
        "probationary, members_five_good]",
        "probationary, members_five_good, five_good_works_done]",
        "figure_source",
        "five_good_works_done}",
    ),
    ("done: five_good_works_done}", "done: five_good_works_total}", "figure_source", "five_good_works_total}"),
    (
        "Registered works done}\n    unit: count\n    rule: {kind: reported}",
        "Registered works done}\n    unit: count\n    rule: {kind: subordinates, at_least: rated}",
        "figure_source",
        "five_good_works_done}",
    ),
]

MISTAKES: dict[str, list[Mistake]] = {
    "r2023.yaml": IN_R2023,
    "r2025.yaml": IN_R2025,
    "demo-r2025.yaml": IN_DEMO_R2025,
    "exemplary-cell.yaml": IN_EXEMPLARY_CELL,
    "five-good.yaml": IN_FIVE_GOOD,
}
