"""There is one kind of form; a failure names the class that is of another kind."""

import ast
from collections.abc import Iterator

from tests.conventions.tree import files, name, nodes, nothing

OWN = {"typed", "mistakes", "faults"}
"""What a form holds; a class of the pages that holds one of these is a form, whatever its name."""


def pages() -> Iterator[tuple[str, ast.ClassDef]]:
    for path in files(".py", under="grading/web"):
        for found in nodes(path, ast.ClassDef):
            assert isinstance(found, ast.ClassDef)
            yield f"{name(path)}:{found.lineno}", found


def fields(found: ast.ClassDef) -> set[str]:
    lines = (line.target for line in found.body if isinstance(line, ast.AnnAssign))
    return {target.id for target in lines if isinstance(target, ast.Name)}


def bases(found: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rpartition(".")[2] for base in found.bases}


def forms() -> set[str]:
    """The names of the classes that derive from Form."""
    known, before = {"Form"}, set[str]()
    while known != before:
        before = known
        known = known | {found.name for _place, found in pages() if bases(found) & known}
    return known


def test_every_form_derives_from_the_one_form():
    known = forms()
    others = [
        f"{place} {found.name}"
        for place, found in pages()
        if found.name not in known and (found.name.endswith("Form") or fields(found) & OWN)
    ]

    nothing(others, "derive it from grading.web.shell.forms.Form, and write only its boxes and what they mean")


def test_no_form_is_of_another_library():
    imported = [
        f"{name(path)}: {ast.unparse(node)}"
        for path in files(".py", under="grading")
        for node in nodes(path, ast.Import, ast.ImportFrom)
        if "wtforms" in ast.unparse(node) or "FlaskForm" in ast.unparse(node)
    ]

    nothing(imported, "derive the form from grading.web.shell.forms.Form; Flask-WTF is here for its tokens alone")
