"""The processes in which a body decides: every process but the light one, whose sheets are only noted."""

from workflows import PROCESSES

DECIDED = {name: process for name, process in PROCESSES.items() if process.sittings}
