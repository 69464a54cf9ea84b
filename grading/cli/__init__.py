"""Every command that a person types: bin/grading --help. Each command calls one use case and prints the result."""

from grading.cli import (
    benching,
    campaigning,
    importing,
    jobs,
    migrating,
    papers,
    people,
    programmes,
    rehearsing,
    running,
)
from grading.cli.place import main

__all__ = [
    "benching",
    "campaigning",
    "importing",
    "jobs",
    "main",
    "migrating",
    "papers",
    "people",
    "programmes",
    "rehearsing",
    "running",
]
