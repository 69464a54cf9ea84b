"""The places and names of mutants. A mutant is named after what it changes, so its name stays when a function moves.

A name reads `module:function/kind#occurrence@digest`. The digest is computed from what the function does: without its
annotations, docstrings and layout, and with numbers for the names of its local variables. A formatter, a comment or a
better name does not change the digest. An edit of the function changes the digest, and the function then has new
mutants. In another checkout a mutant is found wherever its function is now.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from tests.mutants.changes import changes

FOLDERS = ("grading/rules", "workflows")
LEFT_OUT = (
    "describing.py", "level_lines.py", "*_words.py",  # wording
    "acts.py", "processes.py", "diagram.py", "matrix.py",  # tables, made on import; docs/process.md is their test
)  # fmt: skip
RENAMED: dict[str, str] = {}
"""New names of modules by their old names, needed only for a function that exists twice with one name and source."""


@dataclass(frozen=True, order=True)
class Mutant:
    module: str
    function: str
    kind: str
    occurrence: int
    digest: str

    def __str__(self) -> str:
        return f"{self.module}:{self.function}/{self.kind}#{self.occurrence}@{self.digest}"

    @classmethod
    def read(cls, text: str) -> "Mutant":
        """Returns the mutant of this name. Raises ValueError when the text is not such a name."""
        module, rest = text.split(":")
        function, rest = rest.split("/")
        kind, rest = rest.split("#")
        occurrence, digest = rest.split("@")
        return cls(module, function, kind, int(occurrence), digest)

    @property
    def path(self) -> Path:
        plain = Path(*self.module.split("."))
        return plain / "__init__.py" if plain.is_dir() else plain.with_suffix(".py")

    def code(self) -> CodeType:
        """Returns the code of the function with the change in it."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        function = dict(functions(tree))[self.function]
        same_kind = [change for kind, change in changes(function) if kind == self.kind]
        same_kind[self.occurrence - 1]()
        return code_of(tree, self.path, self.function)


def modules() -> list[Path]:
    """Returns the files that mutants are made of, below the working directory."""
    paths = (path for folder in FOLDERS for path in Path(folder).rglob("*.py"))
    return sorted(path for path in paths if not any(path.match(pattern) for pattern in LEFT_OUT))


def module_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def mutants(path: Path) -> Iterator[Mutant]:
    for name, function in functions(ast.parse(path.read_text(encoding="utf-8"))):
        seen: Counter[str] = Counter()
        digest = _digest(function)
        for kind, _ in changes(function):
            seen[kind] += 1
            yield Mutant(module_of(path), name, kind, seen[kind], digest)


def find(wanted: Mutant, existing: list[Mutant]) -> Mutant | None:
    """Returns the same change in the source as it is now: in its own module, or else in the only module that has it.
    Returns None if no module or more than one has it."""
    in_its_module = Mutant(RENAMED.get(wanted.module, wanted.module), *_change(wanted))
    if in_its_module in existing:
        return in_its_module
    elsewhere = [mutant for mutant in existing if _change(mutant) == _change(wanted)]
    return elsewhere[0] if len(elsewhere) == 1 else None


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yields the functions of the module and the methods of its classes. A nested function is part of the outer one."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, ast.FunctionDef))


def code_of(tree: ast.Module, path: Path, function: str) -> CodeType:
    module = compile(ast.fix_missing_locations(tree), str(path), "exec")
    return next(code for code in _codes(module) if code.co_qualname == function)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)


def _change(mutant: Mutant) -> tuple[str, str, int, str]:
    return mutant.function, mutant.kind, mutant.occurrence, mutant.digest


def _digest(function: ast.FunctionDef) -> str:
    bare = ast.fix_missing_locations(_Bare().visit(ast.parse(ast.unparse(function))))
    _number_locals(bare)
    return hashlib.sha256(ast.unparse(bare).encode()).hexdigest()[:8]


def _number_locals(tree: ast.AST) -> None:
    """Replaces the names of local variables; parameters and names from outside stay."""
    nodes = list(ast.walk(tree))
    parameters = {node.arg for node in nodes if isinstance(node, ast.arg)}
    stored = [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    numbers = {name: f"local_{number}" for number, name in enumerate(dict.fromkeys(stored)) if name not in parameters}
    for node in nodes:
        if isinstance(node, ast.Name):
            node.id = numbers.get(node.id, node.id)


class _Bare(ast.NodeTransformer):
    """Removes the parts of a function that do nothing: annotations and docstrings."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.returns = None
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return ast.Assign([node.target], node.value) if node.value else ast.Pass()
