"""Writes the processes as Markdown: python -m workflows.matrix rewrites the generated part of docs/process.md"""

from collections.abc import Callable, Iterable
from pathlib import Path

from workflows.diagram import mermaid
from workflows.processes import PROCESSES
from workflows.steps import Act, ActName, Guard, Process, Role, Side, State, Step
from workflows.stored import digest_of, to_text

PAGE = Path(__file__).parent.parent / "docs" / "process.md"
BEGIN = "<!-- begin: generated from workflows/ by python -m workflows.matrix -->"
END = "<!-- end: generated -->"


def step_table(process: Process) -> str:
    """Returns a table of every step of the process: from, step, to, who, needs."""
    rows = [(step.source, f"**{step.name}**", step.dest, step.role, "; ".join(_needs(step))) for step in process.steps]
    return _table(("from", "step", "to", "who", "needs"), rows)


def matrix(process: Process) -> str:
    """Returns a table of states by roles: the steps (bold) and the work inside a state. A role without steps and work
    has no column."""
    return _grid(process, _work)


def reading_matrix(process: Process) -> str:
    """Returns a table of states by roles: the parts of a dossier that a role reads. A role that reads nothing has no
    column."""
    return _grid(process, _reading)


def conditions(process: Process) -> str:
    """Returns a list of the acts that are open only under a condition; empty when no act has one."""
    rows = [act for act in process.acts if act.guards]
    return "\n".join(f"- {act.name} in {', '.join(act.states)}: {'; '.join(_words(act.guards))}" for act in rows)


def document() -> str:
    """Returns the text between the two markers of docs/process.md."""
    return "\n\n".join(_section(process) for process in PROCESSES.values())


def write(page: Path = PAGE) -> None:
    """Replaces the text between the markers and keeps the text around them, which a person wrote.

    Raises ValueError when the page lacks a marker, and then does not change the page.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} lacks one of the lines {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{document()}\n\n{END}{after}", encoding="utf-8")


def _section(process: Process) -> str:
    parts = (
        f"## {process.name}",
        f"Table version `{digest_of(to_text(process))[:12]}`.",
        f"```mermaid\n{mermaid(process)}\n```",
        step_table(process),
        "What is done in each state; steps are bold.",
        matrix(process),
        conditions(process),
        "What is read in each state.",
        reading_matrix(process),
    )
    return "\n\n".join(part for part in parts if part)


def _needs(step: Step) -> list[str]:
    inputs = {
        "an opinion" if step.onward else "a reason": step.needs_note,
        "the criteria it concerns": step.needs_criteria,
    }
    instead = [f"{words}, or a note instead" for words in _words(step.note_instead)]
    needs = [*_words(step.guards), *instead, *(words for words, is_needed in inputs.items() if is_needed)]
    return needs + (["*freezes a revision*"] if step.freezes else [])


def _words(guards: Iterable[Guard]) -> list[str]:
    return [guard.__doc__ or guard.__name__ for guard in guards]


def _grid(process: Process, cell: Callable[[Process, State, Role], list[str]]) -> str:
    roles = [role for role in Role if any(cell(process, state, role) for state in process.states)]
    rows = [(state, *(", ".join(cell(process, state, role)) for role in roles)) for state in process.states]
    return _table(("state", *roles), rows)


def _work(process: Process, state: State, role: Role) -> list[str]:
    steps = [f"**{step.name}**" for step in process.steps_from(state) if step.role is role]
    return steps + [act.name for act in _acts(process, state, role) if act.side is not Side.read]


def _reading(process: Process, state: State, role: Role) -> list[str]:
    return [act.name.removeprefix("read_") for act in _acts(process, state, role) if act.side is Side.read]


def _acts(process: Process, state: State, role: Role) -> list[Act]:
    mine = (act for act in process.acts if role in act.roles and state in act.states)
    return sorted(mine, key=lambda act: list(ActName).index(act.name))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    write()
