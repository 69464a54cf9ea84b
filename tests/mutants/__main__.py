"""Mutation test of the rules and the processes: do the tests notice when one of them is wrong?

    python -m tests.mutants run               # the listed mutants; 1 when one that was killed survives now
    python -m tests.mutants run --root DIR    # the same mutants in another checkout, by the tests of that one
    python -m tests.mutants look FILE …       # every mutant of these files; prints those that survive
    python -m tests.mutants draw              # draws the list again by the seed, each mutant with its verdict
    python -m tests.mutants --wide run        # mutants that survive the fast tests are also tried by slower ones

The list is tests/mutants/verdicts.txt. An edit of a function replaces its mutants by new ones. Then
tests/conventions/test_mutants.py fails, and `draw` puts other mutants in their place; the rest of the list stays as it
is. A mutant that no test can tell from the original is named in equivalent.txt with the reason. Run the command from
the project's folder, in the environment of the tests.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.mutants import verdicts
from tests.mutants.places import Mutant, find, modules, mutants
from tests.mutants.trial import try_all

SEED, COUNT = 2022, 150
"""A run takes some minutes of CPU time: one to see which test reaches which function, then half a second a mutant."""
FAST = [
    "tests/unit/rules", "tests/unit/workflows",
    # this file breaks programme files in thousands of places, only to see a sentence: half of the time of all others
    "--ignore=tests/unit/rules/test_programme_damage.py",
]  # fmt: skip
WIDER = [
    *FAST,
    "-k",
    "not postgres",
    "tests/integration/dossiers/test_steps.py",
    "tests/integration/dossiers/test_ballot.py",
    "tests/integration/decisions/test_quota_groups.py",
    "tests/integration/decisions/test_decision_choices.py",
    "tests/integration/results/test_streaks.py",
]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="compare with the list")
    run.add_argument("--root", type=Path, default=Path(), help="another checkout")
    parser.add_argument("--wide", action="store_true", help="what survives the fast tests, also by slower ones")
    commands.add_parser("look", help="survivors of whole files").add_argument("files", type=Path, nargs="+")
    commands.add_parser("draw", help="renew the list").add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    sys.dont_write_bytecode = True
    match chosen.command:
        case "run":
            return _run(chosen.root, chosen.wide)
        case "look":
            return _look(chosen.files, chosen.wide)
        case _:
            return _draw(chosen.seed, chosen.wide)


def _run(root: Path, wide: bool) -> int:
    _enter(root)
    known, existing = verdicts.read(), _existing()
    here = {wanted: found for wanted in known if (found := find(wanted, existing))}
    killers = {found: killer for wanted, found in here.items() if (killer := known[wanted])}
    now = _tried(here.values(), killers, wide)
    print(*verdicts.lines(now), sep="\n")
    lost = sorted(wanted for wanted, found in here.items() if known[wanted] and not now[found])
    for heading, those in (("gone", known.keys() - here.keys()), ("SURVIVES NOW", lost)):
        print(*(f"{heading}: {mutant}" for mutant in sorted(those)), sep="\n", end="\n" if those else "")
    print(f"{sum(map(bool, now.values()))} of {len(now)} killed; {len(lost)} killed before survive now")
    return 1 if lost else 0


def _look(files: list[Path], wide: bool) -> int:
    equivalent = verdicts.equivalent()
    now = _tried((each for path in files for each in mutants(path) if each not in equivalent), {}, wide)
    print(*(mutant for mutant, killer in sorted(now.items()) if not killer), sep="\n")
    print(f"{sum(map(bool, now.values()))} of {len(now)} killed")
    return 0


def _draw(seed: int, wide: bool) -> int:
    known = verdicts.read()
    chosen = verdicts.draw(_existing(), seed=seed, count=COUNT)
    now = _tried(chosen, {mutant: killer for mutant, killer in known.items() if killer}, wide)
    verdicts.write(now, seed)
    print(f"{sum(map(bool, now.values()))} of {len(now)} killed")
    return 0


def _tried(chosen: Iterable[Mutant], killers: dict[Mutant, str], wide: bool) -> verdicts.Verdicts:
    """Tries the fast tests. With `wide`, tries on the survivors also every test of the wider selection that reaches
    them."""
    now = try_all(sorted(chosen), killers, FAST)
    left = [mutant for mutant, killer in now.items() if not killer]
    return now | try_all(left, killers, WIDER, most=None) if wide and left else now


def _enter(root: Path) -> None:
    """Goes to the other checkout, and lets imports come only from that checkout."""
    os.chdir(root)
    here = str(Path(__file__).resolve().parents[2])
    sys.path[:] = [str(Path.cwd()), *(place for place in sys.path if place not in ("", here))]


def _existing() -> list[Mutant]:
    return [mutant for path in modules() for mutant in mutants(path)]


if __name__ == "__main__":
    sys.exit(main())
