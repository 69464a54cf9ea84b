"""The two committed lists: the drawn mutants, with the test that kills each, and the mutants that no test can kill."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from tests.mutants.places import Mutant

HERE = Path(__file__).resolve().parent
LIST, EQUIVALENT = HERE / "verdicts.txt", HERE / "equivalent.txt"

Verdicts = dict[Mutant, str | None]
"""The test that kills each mutant, or None for a mutant that survives."""


def read() -> Verdicts:
    split_lines = (line.split(" killed by ") for line in _lines(LIST))
    return {Mutant.read(words[0].removesuffix(" survived")): words[1] if words[1:] else None for words in split_lines}


def write(verdicts: Verdicts, seed: int) -> None:
    first = f"# Drawn by python -m tests.mutants draw --seed {seed}: what was changed, and the first test that failed."
    LIST.write_text("\n".join([first, *lines(verdicts), ""]), encoding="utf-8")


def lines(verdicts: Verdicts) -> Iterator[str]:
    for mutant, killer in sorted(verdicts.items()):
        yield f"{mutant} killed by {killer}" if killer else f"{mutant} survived"


def equivalent() -> dict[Mutant, str]:
    """Returns the mutants that do the same as the original, with the reasons."""
    split_lines = (line.split(" ", 1) for line in _lines(EQUIVALENT))
    return {Mutant.read(mutant): reason for mutant, reason in split_lines}


def draw(existing: Collection[Mutant], *, seed: int, count: int) -> list[Mutant]:
    """Returns `count` mutants, in an order given by the seed and their names: if some change, the others stay drawn."""
    left = set(existing) - set(equivalent())
    return sorted(left, key=lambda mutant: hashlib.sha256(f"{seed} {mutant}".encode()).digest())[:count]


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line for line in text.splitlines() if line and not line.startswith("#")]
