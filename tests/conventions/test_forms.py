"""All forms are of one kind; a failure names the class that is of another kind."""

import ast
from collections.abc import Iterator

from tests.conventions.tree import files, name, nodes, nothing

OWN = {"typed", "mistakes", "faults"}
"""Attributes of a form: a class of the pages that has one of them is a form, whatever its name is."""


def pages() -> Iterator[tuple[str, ast.ClassDef]]:
    for path in files(".py", under="grading/web"):
        for definition in nodes(path, ast.ClassDef):
            assert isinstance(definition, ast.ClassDef)
            yield f"{name(path)}:{definition.lineno}", definition


def fields(found: ast.ClassDef) -> set[str]:
    lines = (line.target for line in found.body if isinstance(line, ast.AnnAssign))
    return {target.id for target in lines if isinstance(target, ast.Name)}


def bases(found: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rpartition(".")[2] for base in found.bases}


def forms() -> set[str]:
    """Returns the names of the classes that derive from Form."""
    names, before = {"Form"}, set[str]()
    while names != before:
        before = names
        names = names | {definition.name for _place, definition in pages() if bases(definition) & names}
    return names


def test_every_form_derives_from_the_one_form():
    names = forms()
    others = [
        f"{place} {definition.name}"
        for place, definition in pages()
        if definition.name not in names and (definition.name.endswith("Form") or fields(definition) & OWN)
    ]

    nothing(others, "derive it from grading.web.shell.forms.Form, and write only its boxes and their meaning")


def test_no_form_is_of_another_library():
    imported = [
        f"{name(path)}: {ast.unparse(node)}"
        for path in files(".py", under="grading")
        for node in nodes(path, ast.Import, ast.ImportFrom)
        if "wtforms" in ast.unparse(node) or "FlaskForm" in ast.unparse(node)
    ]

    nothing(imported, "derive the form from grading.web.shell.forms.Form; Flask-WTF is used only for its tokens")
