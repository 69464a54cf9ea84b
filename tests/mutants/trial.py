"""Tries mutants against tests: collects the tests once, then gives every mutant a process of its own.

The process gets the changed code in place of the function's, in memory: no file is touched. It runs the tests that
reach the function, until one fails. Which tests reach which function is seen in one run without any change.
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
"""Of the processor, for one test: an endless loop is killed by the system, which counts as killed."""
MOST = 150
"""Tests for one mutant, one case of each first: some functions run in every test."""
MEMORY = 4 * 2**30
DIED = "the end of its process"

OPTIONS = [
    "-qq", "-s", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:playwright",
    "--hypothesis-profile=ci",  # the same examples every time
]  # fmt: skip

Place = tuple[str, str]  # module and function
Verdicts = dict[Mutant, str | None]  # the test that kills it


class Trial:
    """A plugin that runs the collected tests once for every mutant, instead of once."""

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
            known = [item for item in reached[place] if item.nodeid == self.killers.get(mutant)]
            items = known + [item for item in reached[place][: self.most] if item not in known]
            begin = None if place in in_fixtures or not items else items[0]
            self.verdicts[mutant] = _apart(partial(self._killer, mutant, items, begin))
        return True

    def _watch(self) -> None:
        """Make every function remember that it ran."""
        for path in modules():
            module = module_of(path)
            for name, _ in functions(ast.parse(path.read_text(encoding="utf-8"))):
                found = function_of(module, name)
                found.__globals__["_ran"] = self.ran
                found.__code__ = _watched(path, name, (module, name))
                if hasattr(holder := _holder(module, name), "cache_clear"):
                    self.caches.append(holder)

    def _reached(self, items: list[pytest.Item]) -> dict[Place, list[pytest.Item]]:
        """The tests that run each function, themselves or in a fixture.

        One case of every test comes before the second case of any, what runs little else before what runs much, and
        property tests last: they take a second each. Raises RuntimeError when a test fails.
        """
        places: dict[pytest.Item, set[Place]] = {}
        for item, following in zip_longest(items, [*items[1:], items[-1]]):  # what is shared stays set up
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
        """The first test that fails. All that is set up but what `begin` shares is made again, and what is cached."""
        for item in items[:1]:
            item.session._setupstate.teardown_exact(begin)
        self._forget()
        function_of(mutant.module, mutant.function).__code__ = mutant.code()
        failing = (item.nodeid for item, following in zip_longest(items, items[1:])
                   if not self._passes(item, following))  # fmt: skip
        return next(failing, None)

    def _forget(self) -> None:
        """What a cache remembers of an earlier test hides that this one needs the function too."""
        for cache in self.caches:
            cache.cache_clear()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """A fixture that several tests share runs in the first of them only, and counts for all."""
        outside = set(self.ran)
        self.ran.clear()
        made = yield
        self.by_fixture[fixturedef.argname] |= self.ran
        self.ran |= outside
        return made

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
    """Each mutant with the test that kills it, or None; at most `most` tests are tried on each.

    Raises RuntimeError when the tests fail without a change.
    """
    trial = Trial(mutants, killers, most)
    if pytest.main([*OPTIONS, *selection], plugins=[trial]) != pytest.ExitCode.OK or len(trial.verdicts) < len(mutants):
        raise RuntimeError("the tests cannot be collected, or fail without a change")
    return trial.verdicts


def _is_property(item: pytest.Item) -> bool:
    return hasattr(getattr(item, "function", None), "hypothesis")


def function_of(module: str, name: str) -> FunctionType:
    """The function itself, from under whatever property or cache holds it."""
    found = _holder(module, name)
    while not isinstance(found, FunctionType):
        if isinstance(found, property):
            found = found.fget
        elif isinstance(found, cached_property):
            found = found.func
        else:
            found = found.__wrapped__
    return found


def _holder(module: str, name: str) -> Any:
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    return found


def _watched(path: Any, name: str, place: Place) -> CodeType:
    """The code of the function, with a line before it that remembers that it ran."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    function = dict(functions(tree))[name]
    function.body.insert(0, ast.parse(f"_ran.add({place!r})").body[0])
    return code_of(tree, path, name)


def _apart(run: Callable[[], str | None]) -> str | None:
    """What `run` finds in a process of its own, which changes nothing here; or that it died of it."""
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
