"""A new state on the way of every dossier, with a role of its own, as the edits of a copy of the project: an officer of
the district takes the file in before the appraisal begins."""

from tests.recipes.edits import Edits

EDITS: Edits = {
    "workflows/steps.py": (
        ("    appraisal = auto()\n", "    intake = auto()\n    appraisal = auto()\n"),
        ("    appraisal_lead = auto()\n", "    registrar = auto()\n    appraisal_lead = auto()\n"),
    ),
    "workflows/processes.py": (
        (
            'Step(name="endorse", source=State.commune_review, dest=State.appraisal,',
            'Step(name="endorse", source=State.commune_review, dest=State.intake,',
        ),
        (
            '        Step(name="send_back", source=State.appraisal,',
            '        Step(name="send_back", source=State.intake, dest=State.commune_review, role=Role.registrar,\n'
            "             side=Side.appraise, needs_note=True),\n"
            '        Step(name="admit", source=State.intake, dest=State.appraisal, role=Role.registrar,\n'
            "             side=Side.appraise, onward=True),\n"
            '        Step(name="send_back", source=State.appraisal,',
        ),
        (
            "    Seat(role=Role.appraiser, body=Body.appraisal_unit),\n",
            "    Seat(role=Role.registrar, body=Body.appraisal_unit),\n"
            "    Seat(role=Role.appraiser, body=Body.appraisal_unit),\n",
        ),
        (
            "    State.draft, State.commune_review, State.appraisal,",
            "    State.draft, State.commune_review, State.intake, State.appraisal,",
        ),
    ),
    "workflows/acts.py": (
        ("PAST_REVIEW = _FROM_APPRAISAL\n", "PAST_REVIEW = (State.intake, *_FROM_APPRAISAL)\n"),
        (
            "            (_TEAM, _FROM_APPRAISAL),\n",
            "            (_TEAM, _FROM_APPRAISAL),\n            ((Role.registrar,), PAST_REVIEW),\n",
        ),
        (
            "    _act(Side.read, ActName.read_history, _TEAM, *_FROM_APPRAISAL),\n",
            "    _act(Side.read, ActName.read_history, _TEAM, *_FROM_APPRAISAL),\n"
            "    _act(Side.read, ActName.read_history, (Role.registrar,), *PAST_REVIEW),\n",
        ),
    ),
    "grading/words/vocabulary.py": (
        (
            '    Role.appraiser: _("Thành viên Tổ thẩm định"),\n',
            '    Role.registrar: _("Cán bộ tiếp nhận hồ sơ"),\n    Role.appraiser: _("Thành viên Tổ thẩm định"),\n',
        ),
        (
            '    State.appraisal: _("Đang thẩm định"),\n',
            '    State.intake: _("Chờ tiếp nhận để thẩm định"),\n    State.appraisal: _("Đang thẩm định"),\n',
        ),
        (
            '    "approve": _("Trình %(sitting)s"),\n',
            '    "admit": _("Tiếp nhận hồ sơ"),\n    "approve": _("Trình %(sitting)s"),\n',
        ),
    ),
    "grading/words/moves.py": (
        ('    State.appraisal: "wait",\n', '    State.intake: "wait",\n    State.appraisal: "wait",\n'),
        (
            '    "approve": _("Đã trình cấp có thẩm quyền quyết định"),\n',
            '    "admit": _("Hồ sơ đã được tiếp nhận"),\n    "approve": _("Đã trình cấp có thẩm quyền quyết định"),\n',
        ),
        (
            '    "endorse": _("Hồ sơ chuyển sang Tổ thẩm định; %(reviewer)s không sửa được nữa."),\n',
            '    "endorse": _("Hồ sơ chuyển sang nơi tiếp nhận; %(reviewer)s không sửa được nữa."),\n'
            '    "admit": _("Hồ sơ chuyển sang Tổ thẩm định."),\n',
        ),
    ),
    "grading/translations/en/LC_MESSAGES/messages.po": (
        (
            '#: grading/words/vocabulary.py\nmsgid "Thành viên Tổ thẩm định"\n',
            '#: grading/words/vocabulary.py\nmsgid "Cán bộ tiếp nhận hồ sơ"\nmsgstr "Registrar of dossiers"\n\n'
            '#: grading/words/vocabulary.py\nmsgid "Chờ tiếp nhận để thẩm định"\nmsgstr "To be taken in"\n\n'
            '#: grading/words/vocabulary.py\nmsgid "Tiếp nhận hồ sơ"\nmsgstr "Take the dossier in"\n\n'
            '#: grading/words/moves.py\nmsgid "Hồ sơ đã được tiếp nhận"\nmsgstr "The dossier has been taken in"\n\n'
            '#: grading/words/moves.py\nmsgid "Hồ sơ chuyển sang Tổ thẩm định."\n'
            'msgstr "The dossier goes to the appraisal team."\n\n'
            '#: grading/words/vocabulary.py\nmsgid "Thành viên Tổ thẩm định"\n',
        ),
        (
            'msgid "Hồ sơ chuyển sang Tổ thẩm định; %(reviewer)s không sửa được nữa."\n',
            'msgid "Hồ sơ chuyển sang nơi tiếp nhận; %(reviewer)s không sửa được nữa."\n',
        ),
    ),
    "tests/conventions/sights.py": (
        (
            '    "dossier appraisal": CELL | TEAM | who("reviewer, commune"),\n'
            '    "dossier certification": CELL | TEAM | who("reviewer, commune, authority"),\n'
            '    "dossier certified": CELL | TEAM | who("reviewer, commune, authority, clerk, inspector"),\n',
            '    "dossier intake": CELL | who("reviewer, commune, registrar"),\n'
            '    "dossier appraisal": CELL | TEAM | who("reviewer, commune, registrar"),\n'
            '    "dossier certification": CELL | TEAM | who("reviewer, commune, registrar, authority"),\n'
            '    "dossier certified": CELL | TEAM | who("reviewer, commune, registrar, authority, clerk"'
            ' ", inspector"),\n',
        ),
        (
            '    "dossier rejected": CELL | TEAM | who("reviewer, authority, clerk, inspector"),\n',
            '    "dossier rejected": CELL | TEAM | who("reviewer, registrar, authority, clerk, inspector"),\n',
        ),
        (
            '    "title appraisal": CELL | TEAM | who("reviewer"),\n',
            '    "title appraisal": CELL | TEAM | who("reviewer, registrar"),\n',
        ),
        (
            '    "appraisal": CELL | TEAM | who("reviewer, commune"),\n'
            '    "certification": CELL | TEAM | who("reviewer, commune, authority"),\n'
            '    "certified": CELL | TEAM | who("reviewer, commune, authority, inspector"),\n'
            '    "rejected": CELL | TEAM | who("reviewer, authority, inspector"),\n',
            '    "intake": CELL | who("reviewer, commune, registrar"),\n'
            '    "appraisal": CELL | TEAM | who("reviewer, commune, registrar"),\n'
            '    "certification": CELL | TEAM | who("reviewer, commune, registrar, authority"),\n'
            '    "certified": CELL | TEAM | who("reviewer, commune, registrar, authority, inspector"),\n'
            '    "rejected": CELL | TEAM | who("reviewer, registrar, authority, inspector"),\n',
        ),
        (
            '    ("appraisal", "send_back"): who("lead"),\n',
            '    ("intake", "send_back"): who("registrar"),\n'
            '    ("intake", "admit"): who("registrar"),\n'
            '    ("appraisal", "send_back"): who("lead"),\n',
        ),
    ),
    "tests/unit/workflows/test_workflow_acts.py": (
        ("OFFICES = REVIEWER", "REGISTRAR, INTAKE = {Role.registrar}, {State.intake}\nOFFICES = REVIEWER"),
        ("PAST_REVIEW = FROM_APPRAISAL", "PAST_REVIEW = INTAKE | FROM_APPRAISAL"),
        (
            "    (INSPECTOR, OUTCOMES | STOPPED),\n]",
            "    (INSPECTOR, OUTCOMES | STOPPED),\n    (REGISTRAR, PAST_REVIEW),\n]",
        ),
        (
            "        (CLERK | INSPECTOR, OUTCOMES),\n        (INSPECTOR, STOPPED),\n    ],\n}\n",
            "        (CLERK | INSPECTOR, OUTCOMES),\n        (INSPECTOR, STOPPED),\n        (REGISTRAR, PAST_REVIEW),\n"
            "    ],\n}\n",
        ),
        (
            "        (INSPECTOR, STOPPED),\n    ],\n} | dict",
            "        (INSPECTOR, STOPPED), (REGISTRAR, PAST_REVIEW),\n    ],\n} | dict",
        ),
        (
            "        (State.appraisal, Role.appraisal_lead),\n",
            "        (State.intake, Role.registrar),\n        (State.appraisal, Role.appraisal_lead),\n",
        ),
        (
            '        State.appraisal: ["send_back", "approve", "reject"],\n',
            '        State.intake: ["send_back", "admit"],\n'
            '        State.appraisal: ["send_back", "approve", "reject"],\n',
        ),
        ("== DRAFT | REVIEW | APPRAISAL", "== DRAFT | REVIEW | INTAKE | APPRAISAL"),
    ),
}
