"""A step with a new role and a new state, as the edits of a copy of the project: somebody of the district looks at the
file between the appraisal and the decision."""

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
            "             side=Side.appraise, onward=True, freezes=True),\n"
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
    ),
}
