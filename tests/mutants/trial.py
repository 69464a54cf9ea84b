"""Tries mutants against tests: collects the tests once, then starts a process for every mutant.

The process replaces the code of the function by the changed code in memory, so no file changes. It runs the tests that
reach the function until one test fails. One run without any change shows which tests reach which function.
"""

import ast
import importlib
import inspect
import os
import resource
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import zip_longest
from tempfile import TemporaryFile
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.mutants.places import Mutant, code_of, functions, module_of, modules

SECONDS = 20
"""CPU time for one test. The system ends the process of an endless loop, and the mutant counts as killed."""
MOST = 150
"""The most tests for one mutant, one case of each test first: some functions run in every test."""
MEMORY = 4 * 2**30
DIED = "the end of its process"

OPTIONS = [
    "-qq", "-s", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:playwright",
    "--hypothesis-profile=ci",  # the same examples every time
]  # fmt: skip

Place = tuple[str, str]  # module and function
Verdicts = dict[Mutant, str | None]  # the test that kills it


class Trial:
    """A plugin that runs the collected tests once for every mutant, not only once."""

    def __init__(self, mutants: list[Mutant], killers: dict[Mutant, str], most: int | None) -> None:
        self.mutants, self.killers, self.most = mutants, killers, most
        self.verdicts: Verdicts = {}
        self.failed: list[str] = []
        self.ran: set[Place] = set()
        self.caches: list[Any] = []
        self.by_fixture: dict[str, set[Place]] = defaultdict(set)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Failed("the tests cannot be collected")
        self._watch()
        reached = self._reached(session.items)
        in_fixtures = set().union(*self.by_fixture.values())
        for mutant in self.mutants:
            place = (mutant.module, mutant.function)
            last_killers = [item for item in reached[place] if item.nodeid == self.killers.get(mutant)]
            items = last_killers + [item for item in reached[place][: self.most] if item not in last_killers]
            begin = None if place in in_fixtures or not items else items[0]
            self.verdicts[mutant] = _apart(partial(self._killer, mutant, items, begin))
        return True

    def _watch(self) -> None:
        """Makes every function note that it ran."""
        for path in modules():
            module = module_of(path)
            for name, _ in functions(ast.parse(path.read_text(encoding="utf-8"))):
                function = function_of(module, name)
                function.__globals__["_ran"] = self.ran
                function.__code__ = _watched(path, name, (module, name))
                if hasattr(holder := _holder(module, name), "cache_clear"):
                    self.caches.append(holder)

    def _reached(self, items: list[pytest.Item]) -> dict[Place, list[pytest.Item]]:
        """Returns the tests that run each function, themselves or in a fixture.

        The first case of every test comes before the second case of any test. Property tests come last, because they
        take a second each; of the others, tests that run few functions come first. Raises RuntimeError when a test
        fails.
        """
        places: dict[pytest.Item, set[Place]] = {}
        for item, following in zip_longest(items, [*items[1:], items[-1]]):  # keeps shared fixtures
            self.ran.clear()
            self._forget()
            if not self._passes(item, following):
                raise RuntimeError(f"{item.nodeid} fails without a change")
            shared = (self.by_fixture[name] for name in item.fixturenames)  # type: ignore[attr-defined]
            places[item] = self.ran.union(*shared)
        resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        reached: dict[Place, list[pytest.Item]] = defaultdict(list)
        turns: Counter[str] = Counter()
        order = {}
        for item in items:
            test = item.nodeid.split("[")[0]
            order[item] = (turns[test], _is_property(item), len(places[item]))
            turns[test] += 1
        for item in sorted(items, key=order.__getitem__):
            for place in places[item]:
                reached[place].append(item)
        return reached

    def _killer(self, mutant: Mutant, items: list[pytest.Item], begin: pytest.Item | None) -> str | None:
        """Returns the first test that fails. Makes fixtures and caches again, except what `begin` shares."""
        for item in items[:1]:
            item.session._setupstate.teardown_exact(begin)
        self._forget()
        function_of(mutant.module, mutant.function).__code__ = mutant.code()
        failing = (item.nodeid for item, following in zip_longest(items, items[1:])
                   if not self._passes(item, following))  # fmt: skip
        return next(failing, None)

    def _forget(self) -> None:
        """Empties the caches: a value cached by an earlier test would hide that this test needs the function too."""
        for cache in self.caches:
            cache.cache_clear()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """Notes what runs in a fixture. A shared fixture runs in its first test only, but counts for all."""
        outside = set(self.ran)
        self.ran.clear()
        result = yield
        self.by_fixture[fixturedef.argname] |= self.ran
        self.ran |= outside
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def _passes(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(spent.ru_utime + spent.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self.failed


def try_all(
    mutants: list[Mutant], killers: dict[Mutant, str], selection: list[str], most: int | None = MOST
) -> Verdicts:
    """Returns each mutant with the test that kills it, or None; tries at most `most` tests on each mutant.

    Raises RuntimeError when the tests fail without a change.
    """
    trial = Trial(mutants, killers, most)
    if pytest.main([*OPTIONS, *selection], plugins=[trial]) != pytest.ExitCode.OK or len(trial.verdicts) < len(mutants):
        raise RuntimeError("the tests cannot be collected, or fail without a change")
    return trial.verdicts


def _is_property(item: pytest.Item) -> bool:
    return hasattr(getattr(item, "function", None), "hypothesis")


def function_of(module: str, name: str) -> FunctionType:
    """Returns the function itself, from inside the property or cache that holds it."""
    holder = _holder(module, name)
    while not isinstance(holder, FunctionType):
        if isinstance(holder, property):
            holder = holder.fget
        elif isinstance(holder, cached_property):
            holder = holder.func
        else:
            holder = holder.__wrapped__
    return holder


def _holder(module: str, name: str) -> Any:
    holder: Any = importlib.import_module(module)
    for part in name.split("."):
        holder = inspect.getattr_static(holder, part)
    return holder


def _watched(path: Any, name: str, place: Place) -> CodeType:
    """Returns the code of the function, with a first line that notes that the function ran."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    function = dict(functions(tree))[name]
    function.body.insert(0, ast.parse(f"_ran.add({place!r})").body[0])
    return code_of(tree, path, name)


def _apart(run: Callable[[], str | None]) -> str | None:
    """Runs `run` in another process, which changes nothing here. Returns the result, or DIED if that process died."""
    with TemporaryFile("w+") as file:
        child = os.fork()
        if not child:
            try:
                _be_alone()
                file.write(run() or "")
                file.flush()
                os._exit(0)
            finally:
                os._exit(1)  # whatever happens, it never goes on as if it were the first process
        _, status = os.waitpid(child, 0)
        file.seek(0)
        return (file.read() or None) if status == 0 else DIED


def _be_alone() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
