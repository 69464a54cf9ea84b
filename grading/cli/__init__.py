"""Every command that a person types: bin/grading --help. Each command calls one use case and prints the result."""

from grading.cli.group import main

__all__ = ["main"]
