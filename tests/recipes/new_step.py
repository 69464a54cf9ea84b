"""A new state on the way of every dossier behind the appraisal, with a role of its own, as the edits of a copy of the
project: somebody of the district looks at the file before the decision, and hands it on with an opinion."""

from tests.recipes.edits import Edits

EDITS: Edits = {
    "workflows/steps.py": (
        ("    certification = auto()\n", "    inspection = auto()\n    certification = auto()\n"),
        ("    inspector = auto()\n", "    inspector = auto()\n    examiner = auto()\n"),
    ),
    "workflows/processes.py": (
        (
            'Step(name="approve", source=State.appraisal, dest=State.certification,',
            'Step(name="approve", source=State.appraisal, dest=State.inspection,',
        ),
        (
            '        Step(name="certify",',
            '        Step(name="clear", source=State.inspection, dest=State.certification, role=Role.examiner,\n'
            "             side=Side.appraise, onward=True, needs_note=True),\n"
            '        Step(name="send_back", source=State.inspection, dest=State.appraisal, role=Role.examiner,\n'
            "             side=Side.appraise, needs_note=True),\n"
            '        Step(name="certify",',
        ),
        (
            "    Seat(role=Role.inspector, body=Body.authority_unit),\n",
            "    Seat(role=Role.inspector, body=Body.authority_unit),\n"
            "    Seat(role=Role.examiner, body=Body.authority_unit),\n",
        ),
        (
            " State.certification, State.certified, State.discontinued,",
            " State.inspection, State.certification, State.certified, State.discontinued,",
        ),
    ),
    "workflows/acts.py": (
        (
            "_FROM_APPRAISAL = (State.appraisal, *_FROM_CERTIFICATION)",
            "_FROM_APPRAISAL = (State.appraisal, State.inspection, *_FROM_CERTIFICATION)",
        ),
        (
            "            ((Role.inspector,), _OUTCOMES),\n",
            "            ((Role.inspector,), _OUTCOMES),\n"
            "            ((Role.examiner,), (State.inspection, *_FROM_CERTIFICATION)),\n",
        ),
        (
            "    _act(Side.read, ActName.read_history, _TEAM, *_FROM_APPRAISAL),\n",
            "    _act(Side.read, ActName.read_history, _TEAM, *_FROM_APPRAISAL),\n"
            "    _act(Side.read, ActName.read_history, (Role.examiner,), State.inspection, *_FROM_CERTIFICATION),\n",
        ),
        (
            "    # The history is the list of moves:",
            "    *(\n"
            "        _act(Side.read, name, roles, *states)\n"
            "        for name in (ActName.read_appraiser, ActName.read_panel)\n"
            "        for roles, states in (\n"
            "            (_COMMUNE + _TEAM, (State.inspection,)),\n"
            "            ((Role.examiner,), (State.inspection, *_FROM_CERTIFICATION)),\n"
            "        )\n"
            "    ),\n"
            "    # The history is the list of moves:",
        ),
    ),
    "grading/words/vocabulary.py": (
        (
            '    Role.admin: _("Quản trị hệ thống"),\n',
            '    Role.admin: _("Quản trị hệ thống"),\n    Role.examiner: _("Cán bộ kiểm tra hồ sơ"),\n',
        ),
        (
            '    State.certification: _("Chờ %(sitting)s quyết định"),\n',
            '    State.certification: _("Chờ %(sitting)s quyết định"),\n'
            '    State.inspection: _("Đang kiểm tra kết quả thẩm định"),\n',
        ),
        (
            '    "approve": _("Trình %(sitting)s"),\n',
            '    "approve": _("Trình %(sitting)s"),\n    "clear": _("Xác nhận đã kiểm tra"),\n',
        ),
    ),
    "grading/words/moves.py": (
        ('    State.certification: "wait",\n', '    State.certification: "wait",\n    State.inspection: "wait",\n'),
        (
            '    "approve": _("Đã trình cấp có thẩm quyền quyết định"),\n',
            '    "approve": _("Đã trình cấp có thẩm quyền quyết định"),\n'
            '    "clear": _("Đã kiểm tra kết quả thẩm định"),\n',
        ),
        (
            '    "recall": _("Hồ sơ trở lại Tổ thẩm định."),\n',
            '    "recall": _("Hồ sơ trở lại Tổ thẩm định."),\n    "clear": _("Hồ sơ chuyển sang hội nghị."),\n',
        ),
        ("Hồ sơ chuyển sang %(sitting)s; Tổ thẩm định", "Hồ sơ chuyển sang nơi kiểm tra; Tổ thẩm định"),
        (
            "Hồ sơ chuyển sang %(sitting)s, không đề nghị khen thưởng;",
            "Hồ sơ chuyển sang nơi kiểm tra, không đề nghị khen thưởng;",
        ),
    ),
    "grading/translations/en/LC_MESSAGES/messages.po": (
        (
            '#: grading/words/vocabulary.py\nmsgid "Thành viên Tổ thẩm định"\n',
            '#: grading/words/vocabulary.py\nmsgid "Cán bộ kiểm tra hồ sơ"\nmsgstr "Examiner of dossiers"\n\n'
            '#: grading/words/vocabulary.py\nmsgid "Đang kiểm tra kết quả thẩm định"\nmsgstr "Under examination"\n\n'
            '#: grading/words/vocabulary.py\nmsgid "Xác nhận đã kiểm tra"\nmsgstr "Confirm the examination"\n\n'
            '#: grading/words/moves.py\nmsgid "Đã kiểm tra kết quả thẩm định"\nmsgstr "The appraisal was examined"\n\n'
            '#: grading/words/moves.py\nmsgid "Hồ sơ chuyển sang hội nghị."\n'
            'msgstr "The dossier goes to the meeting."\n\n'
            '#: grading/words/vocabulary.py\nmsgid "Thành viên Tổ thẩm định"\n',
        ),
        (
            'msgid "Hồ sơ chuyển sang %(sitting)s; Tổ thẩm định không sửa được nữa."\n'
            'msgstr "The dossier goes to %(sitting)s; the',
            'msgid "Hồ sơ chuyển sang nơi kiểm tra; Tổ thẩm định không sửa được nữa."\n'
            'msgstr "The dossier goes to its examiner; the',
        ),
        (
            'msgid "Hồ sơ chuyển sang %(sitting)s, không đề nghị khen thưởng; Tổ thẩm định không sửa được nữa."\n'
            'msgstr "The dossier goes to %(sitting)s without',
            'msgid "Hồ sơ chuyển sang nơi kiểm tra, không đề nghị khen thưởng; Tổ thẩm định không sửa được nữa."\n'
            'msgstr "The dossier goes to its examiner without',
        ),
    ),
    "tests/conventions/sights.py": (
        (
            '    "dossier certification": CELL | TEAM | who("reviewer, commune, authority"),\n'
            '    "dossier certified": CELL | TEAM | who("reviewer, commune, authority, clerk, inspector"),\n',
            '    "dossier inspection": CELL | TEAM | who("reviewer, commune, examiner"),\n'
            '    "dossier certification": CELL | TEAM | who("reviewer, commune, examiner, authority"),\n'
            '    "dossier certified": CELL | TEAM | who("reviewer, commune, examiner, authority, clerk"'
            ' ", inspector"),\n',
        ),
        (
            '    "dossier rejected": CELL | TEAM | who("reviewer, authority, clerk, inspector"),\n',
            '    "dossier rejected": CELL | TEAM | who("reviewer, examiner, authority, clerk, inspector"),\n',
        ),
        (
            '    "certification": CELL | TEAM | who("reviewer, commune, authority"),\n'
            '    "certified": CELL | TEAM | who("reviewer, commune, authority, inspector"),\n'
            '    "rejected": CELL | TEAM | who("reviewer, authority, inspector"),\n',
            '    "inspection": CELL | TEAM | who("reviewer, commune, examiner"),\n'
            '    "certification": CELL | TEAM | who("reviewer, commune, examiner, authority"),\n'
            '    "certified": CELL | TEAM | who("reviewer, commune, examiner, authority, inspector"),\n'
            '    "rejected": CELL | TEAM | who("reviewer, examiner, authority, inspector"),\n',
        ),
        (
            '    ("certification", "send_back"): who("authority"),\n',
            '    ("inspection", "clear"): who("examiner"),\n'
            '    ("inspection", "send_back"): who("examiner"),\n'
            '    ("certification", "send_back"): who("authority"),\n',
        ),
    ),
    "tests/unit/workflows/test_workflow_acts.py": (
        ("OFFICES = REVIEWER", "EXAMINER, INSPECTION = {Role.examiner}, {State.inspection}\nOFFICES = REVIEWER"),
        ("FROM_APPRAISAL = APPRAISAL | LATE", "FROM_APPRAISAL = APPRAISAL | INSPECTION | LATE"),
        (
            "    (INSPECTOR, OUTCOMES | STOPPED),\n]",
            "    (INSPECTOR, OUTCOMES | STOPPED),\n    (EXAMINER, INSPECTION | LATE),\n]",
        ),
        (
            '    "read_appraiser": [(OFFICES, LATE),',
            '    "read_appraiser": [(OFFICES | EXAMINER, LATE), (REVIEWER | TEAM | EXAMINER, INSPECTION),',
        ),
        (
            '    "read_panel": [(OFFICES, LATE),',
            '    "read_panel": [(OFFICES | EXAMINER, LATE), (REVIEWER | TEAM | EXAMINER, INSPECTION),',
        ),
        (
            "        (CLERK | INSPECTOR, OUTCOMES),\n        (INSPECTOR, STOPPED),\n    ],\n}\n",
            "        (CLERK | INSPECTOR, OUTCOMES),\n        (INSPECTOR, STOPPED),\n"
            "        (EXAMINER, INSPECTION | LATE),\n    ],\n}\n",
        ),
        (
            "        (INSPECTOR, STOPPED),\n    ],\n} | dict",
            "        (INSPECTOR, STOPPED), (EXAMINER, INSPECTION | LATE),\n    ],\n} | dict",
        ),
        (
            "        (State.certification, Role.authority_secretary),\n",
            "        (State.inspection, Role.examiner),\n        (State.certification, Role.authority_secretary),\n",
        ),
        (
            '        State.certification: ["send_back"],\n',
            '        State.inspection: ["clear", "send_back"],\n        State.certification: ["send_back"],\n',
        ),
        ("== DRAFT | REVIEW | APPRAISAL", "== DRAFT | REVIEW | APPRAISAL | INSPECTION"),
    ),
}
