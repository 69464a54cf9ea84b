"""Every code has a sentence. The codes are read from the source, so a new refusal without a sentence fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.documents.uploads import office, parts, pdf_acts, recognising, relations
from grading.documents.uploads.refusal import UPLOAD_CODES
from grading.models import Done, Office
from grading.words import kind_words
from grading.words.conditions import ACTS, CONDITIONS
from grading.words.record import DONE, OFFICES
from grading.words.sentences import SENTENCES
from grading.words.spoken import CAUSES
from grading.words.spoken import FOUND as FOUND_KINDS
from workflows import PROCESSES, REASON_CODES, ActName, Side
from workflows.guards import GUARDS

ROOT = Path(__file__).parents[2]
CAUSE_TABLES = {"_CAUSES", "_ROOTS", "_NEVER", "_REFUSED_INSIDE", "_REFUSED_OUTSIDE"}

# Functions that take a code and make a Reason from it, with the position of the code among their arguments.
MAKERS = {"refuse": 0, "forbid": 0, "not_now": 0, "add": 2, "fault": 1, "_when": 1, "_criteria": 0, "Unfit": 0,
          "because": 0, "_wrong": 0}  # fmt: skip
# The parameters that such a function adds itself.
ADDED = {"_criteria": {"n", "list"}, "Unfit": {"name"}, "_wrong": {"value"}}


def codes_in(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Yields every code with which a file can refuse, and the names of the parameters passed with the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "Reason":
            around = [
                function for function in functions if function.lineno <= call.lineno <= (function.end_lineno or 0)
            ]
            arguments = {keyword.arg: keyword.value for keyword in call.keywords}
            names = keys_of(arguments["params"], around) if "params" in arguments else set()
            yield from ((code, names) for code in constants(arguments["code"]))
        elif name in MAKERS and len(call.args) > MAKERS[name]:
            names = {keyword.arg for keyword in call.keywords if keyword.arg} | ADDED.get(name, set())
            yield from ((code, names) for code in constants(call.args[MAKERS[name]]))


def constants(node: ast.expr) -> list[str]:
    """Returns the text of a constant or both texts of an alternative; nothing for a code that a maker passes on."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) + constants(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def keys_of(node: ast.expr | None, around: list[ast.FunctionDef]) -> set[str]:
    """Returns the keys of a written dict; for a name, the keys of all values assigned to it in the functions around."""
    if isinstance(node, ast.Dict):
        return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
    if isinstance(node, ast.BinOp):
        return keys_of(node.left, around) | keys_of(node.right, around)
    if isinstance(node, ast.Name):
        assigned = [part for function in around for part in ast.walk(function) if node.id in targets(part)]
        return set().union(*(keys_of(part.value, around) for part in assigned))
    return set()


def targets(node: ast.AST) -> set[str]:
    """Returns the names to which a statement assigns or adds a value."""
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    added = isinstance(node, ast.AnnAssign | ast.AugAssign) and isinstance(node.target, ast.Name)
    return {node.target.id} if added else set()


FOUND = [
    pytest.param(code, names, id=f"{path.relative_to(ROOT)}-{code}")
    for package in ("grading", "workflows")
    for path in sorted((ROOT / package).rglob("*.py"))
    for code, names in codes_in(path)
]
DECLARED = [(code, set(names)) for table in (REASON_CODES, UPLOAD_CODES) for code, names in table.items()]


@pytest.mark.parametrize(("code", "given"), FOUND)
def test_every_refusal_has_a_sentence_that_uses_only_the_given_parameters(code: str, given: set[str]) -> None:
    if code in REASON_CODES:
        given |= set(REASON_CODES[code])

    used_parameters = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[code])))

    assert used_parameters <= given


@pytest.mark.parametrize(("code", "given"), DECLARED)
def test_every_declared_code_has_a_sentence_that_uses_only_the_given_parameters(code: str, given: set[str]) -> None:
    used_parameters = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[code])))

    assert used_parameters <= given


def test_no_sentence_is_kept_for_a_code_that_no_refusal_uses() -> None:
    used = {str(case.values[0]) for case in FOUND} | {code for code, _names in DECLARED}

    unused = set(SENTENCES) - used

    # they replace ballot_no_majority and ballot_short when the vote is on a title
    assert unused == {"ballot_no_majority_title", "ballot_short_title"}


def test_every_cause_and_kind_for_which_a_file_is_refused_has_words() -> None:
    modules = [parts, pdf_acts, relations, office, recognising]
    tables = [table for module in modules for name, table in vars(module).items() if name in CAUSE_TABLES]
    sources = [path.read_text() for path in (ROOT / "grading/documents").rglob("*.py")]

    causes = {cause for source in sources for cause in re.findall(r'cause["=: ]+"(\w+)"', source)}
    causes |= {cause for table in tables for cause in table.values()}
    found = {words for source in sources for words in re.findall(r'"found": "(\w+)"', source)}
    found |= {words for table in (office._OTHER_ARCHIVES, office._OTHER_MAIN_TYPES, recognising._PRINTED)
              for words in table.values()}  # fmt: skip

    assert (len(tables), causes - set(CAUSES)) == (5, set())
    assert found == set(FOUND_KINDS)


def test_every_line_of_work_has_words() -> None:
    source = (ROOT / "grading/services/desks/work.py").read_text()

    kinds = set(re.findall(r'(?:kind=|_line\()"(\w+)"', source))

    assert len(kinds) >= 8
    assert all(kind_words(kind) != kind for kind in kinds)


def test_every_note_on_a_cleaned_file_has_words() -> None:
    sources = [path.read_text() for path in (ROOT / "grading/documents").rglob("*.py")]

    notes = {note for source in sources for note in re.findall(r'"(\w+_removed)"', source)}

    assert len(notes) >= 3
    assert all(kind_words(note) != note for note in notes)


def test_every_act_of_the_record_has_words() -> None:
    assert set(DONE) == set(Done)
    assert set(OFFICES) == set(Office)


def test_every_condition_and_every_work_of_a_process_has_words() -> None:
    """The page that compares two tables of a process names them."""
    reading = {act.name for process in PROCESSES.values() for act in process.acts if act.side is Side.read}

    assert set(CONDITIONS) == set(GUARDS)
    assert set(ACTS) == set(ActName) - reading
