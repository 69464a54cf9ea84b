"""The kinds of mistake that a change may put into one function: each is a name and a function that changes the tree."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

Change = tuple[str, Callable[[], None]]

OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.FloorDiv,), ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,), ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,),
}  # fmt: skip
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}
EMPTY = {"tuple": "()", "list": "[]", "dict": "{}", "set": "set()", "frozenset": "frozenset()"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def changes(function: ast.FunctionDef) -> Iterator[Change]:
    """Yields every change of the body, in the order of the source. Each change needs a tree of its own."""
    returned = ast.unparse(function.returns) if function.returns else ""
    for parent, slot, place, node in _inside(function):
        yield from _of_operators(node)
        yield from _of_conditions(node)
        yield from _of_values(node, returned)
        for kind, other in _others(node):
            yield kind, _put(parent, slot, place, other)


def _inside(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yields every node of the body with its place, but no annotation, default, decorator, docstring or f-string."""
    for slot, held in ast.iter_fields(node):
        if slot in _left_out(node):
            continue
        for place, child in enumerate(held if isinstance(held, list) else [held]):
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield node, slot, place if isinstance(held, list) else None, child
                yield from _inside(child)


def _left_out(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, FUNCTIONS):
        return ("args", "decorator_list", "returns")
    return ("annotation",) if isinstance(node, ast.AnnAssign) else ()


def _of_operators(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            for other in OPERATORS[type(operator)]:
                yield f"{_name(operator)}-{other.__name__}", _put(node, "ops", number, other())
    elif isinstance(node, ast.BoolOp) or (isinstance(node, ast.BinOp | ast.AugAssign) and not _of_text(node)):
        for other in OPERATORS.get(type(node.op), ()):
            yield f"{_name(node.op)}-{other.__name__}", _put(node, "op", None, other())


def _of_conditions(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.If | ast.IfExp):
        yield "if-always", _put(node, "test", None, ast.Constant(True))
        yield "if-never", _put(node, "test", None, ast.Constant(False))
    elif isinstance(node, ast.comprehension):
        for number, _ in enumerate(node.ifs):
            yield "filter-always", _put(node, "ifs", number, ast.Constant(True))


def _of_values(node: ast.AST, returned: str) -> Iterator[Change]:
    match node:
        case ast.Constant(value=bool(truth)):
            yield str(truth), _put(node, "value", None, not truth)
        case ast.Constant(value=int(number)):
            yield "int+1", _put(node, "value", None, number + 1)
            yield "int-1", _put(node, "value", None, number - 1)
        case ast.Call(func=ast.Name(id=called) as function) if called in SWAPPED:
            yield f"{called}-{SWAPPED[called]}", _put(function, "id", None, SWAPPED[called])
        case ast.Call(func=ast.Name(id="sorted")):
            backwards = ast.Call(ast.Name("list", ast.Load()), [ast.parse("reversed(x)", mode="eval").body], [])
            original = ast.Call(node.func, node.args, node.keywords)
            backwards.args[0].args = [original]  # type: ignore[attr-defined]
            yield "sorted-reversed", _become(node, backwards)
        case ast.Return(value=ast.expr() as value) if returned != "bool":
            empty = ast.parse(EMPTY.get(returned.split("[")[0], "None"), mode="eval").body
            if ast.dump(value) != ast.dump(empty):
                yield "return-empty", _put(node, "value", None, empty)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "return-not", _put(node, "value", None, ast.UnaryOp(ast.Not(), value))


def _others(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yields the nodes that may replace the whole node."""
    match node:
        case ast.UnaryOp(op=ast.Not()):
            yield "not", node.operand
        case ast.Call(func=ast.Name(id="reversed")):
            yield "reversed", node.args[0]
        case ast.Continue() | ast.Break() | ast.Raise() | ast.AugAssign() | ast.Expr(value=ast.Call()):
            yield f"no-{_name(node)}", ast.Pass()


def _put(parent: ast.AST, slot: str, place: int | None, other: Any) -> Callable[[], None]:
    def put() -> None:
        if place is None:
            setattr(parent, slot, other)
        else:
            getattr(parent, slot)[place] = other

    return put


def _become(node: ast.Call, other: ast.Call) -> Callable[[], None]:
    def become() -> None:
        node.func, node.args, node.keywords = other.func, other.args, other.keywords

    return become


def _of_text(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return any(isinstance(side, ast.JoinedStr) or isinstance(getattr(side, "value", None), str) for side in sides)


def _name(node: ast.AST) -> str:
    return type(node).__name__
