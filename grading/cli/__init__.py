"""Every command a person types: bin/grading --help. Thin: each calls one use case and says what came out."""

from grading.cli import campaigning, importing, papers, people, rehearsing, running
from grading.cli.place import main

__all__ = ["campaigning", "importing", "main", "papers", "people", "rehearsing", "running"]
