"""The processes in which a body decides, and the tables that an older version of the program had."""

from pathlib import Path

from workflows import PROCESSES, Process, stored

_GOLDEN = Path(__file__).parent / "golden" / "processes"

DECIDED = {name: process for name, process in PROCESSES.items() if process.sittings}
"""Every process but the light one, whose sheets are only noted."""


def of_format_2(process: Process) -> Process:
    """Returns the table of the golden file: whatever comes into the processes later is not in it, so older revisions of
    the database have a place for what is played by it."""
    return stored.from_text((_GOLDEN / f"{process.name}-2.json").read_text(encoding="utf-8").strip())
