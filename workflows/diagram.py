"""Draws a process as a Mermaid diagram: python -m workflows.diagram [NAME ...]"""

import sys

from workflows.processes import PROCESSES
from workflows.steps import ENDS, Process, State


def mermaid(process: Process) -> str:
    """Returns the state diagram: every step with its role, and an arrow from every end state to the final dot."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.draft}"]
    lines += [f"    {step.source} --> {step.dest}: {step.name} ({step.role})" for step in process.steps]
    lines += [f"    {state} --> [*]" for state in process.states if state in ENDS]
    return "\n".join(lines)


if __name__ == "__main__":
    for name in sys.argv[1:] or PROCESSES:
        print(mermaid(PROCESSES[name]))
