"""The test files that check conventions of the whole project, as a table with the docstring of each file."""

import ast

from tests.conventions.tree import ROOT, name, tree_of
from tests.docs.markdown import one_line, table

ELSEWHERE = (
    "tests/test_conventions.py",
    "tests/docs/test_docs.py",
    "tests/integration/test_schema.py",
    "tests/unit/test_english.py",
    "tests/unit/test_locked_versions.py",
    "tests/unit/test_look.py",
    "tests/unit/test_words_for_every_code.py",
    "tests/unit/workflows/test_workflow_page.py",
)


def listed() -> str:
    paths = sorted((ROOT / "tests/conventions").glob("test_*.py")) + [ROOT / path for path in ELSEWHERE]
    return table(("file", "holds"), ((f"`{name(path)}`", one_line(ast.get_docstring(tree_of(path)))) for path in paths))
