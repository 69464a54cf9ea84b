"""The lock files hold no version older than its advisories ask for, give every file's hash, and name no host."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
MINIMUM = tomllib.loads((PROJECT / "config" / "min_versions.toml").read_text())


def entries(lock: str) -> list[str]:
    """Returns each requirement with the lines that belong to it."""
    lines = [line for line in (PROJECT / lock).read_text().splitlines() if not line.lstrip().startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines))


def versions(lock: str) -> dict[str, Version]:
    """Returns the one locked version of each package, by the package's normal name."""
    requirements = [Requirement(re.sub(r"\s*\\\n.*", "", entry, flags=re.DOTALL)) for entry in entries(lock)]
    return {
        canonicalize_name(requirement.name): Version(str(requirement.specifier).removeprefix("=="))
        for requirement in requirements
    }


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("package", sorted(MINIMUM))
def test_no_package_is_older_than_its_advisories_allow(package: str, lock: str) -> None:
    minimum = MINIMUM[package]

    assert versions(lock)[package] >= Version(minimum["at_least"]), minimum["because"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_hashes(lock: str) -> None:
    without_hashes = [entry for entry in entries(lock) if "--hash=sha256:" not in entry]

    assert without_hashes == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_host(lock: str) -> None:
    lines_with_a_host = [
        line for line in (PROJECT / lock).read_text().splitlines() if re.search(r"://|index-url|find-links", line)
    ]

    assert lines_with_a_host == []


def test_tests_run_with_the_versions_that_people_run() -> None:
    people, developers = versions("requirements.lock"), versions("requirements-dev.lock")

    different = {name: version for name, version in people.items() if developers.get(name) != version}

    assert different == {}


@pytest.mark.parametrize(("lock", "extra"), [("requirements.lock", None), ("requirements-dev.lock", "dev")])
def test_the_lock_holds_what_the_project_asks_for(lock: str, extra: str | None) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    requirements = [Requirement(line) for line in lines]

    locked_versions = versions(lock)
    wrong = [
        str(requirement)
        for requirement in requirements
        if locked_versions.get(canonicalize_name(requirement.name), "0") not in requirement.specifier
    ]

    assert wrong == []
