"""bin/setup makes the project ready: what it says, what it does only once, what an interrupted run leaves behind."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.setup.conftest import PROJECT
from tests.setup.machine import Begin, Run, lines, program, python

UNREACHABLE = "nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64 + "\n"

pytestmark = pytest.mark.setup

MAKING = "Making a Python environment in .venv …"
INSTALLING = "Installing the Python packages of requirements.lock …"


def test_each_long_step_says_one_line_and_a_second_run_says_nothing(run: Run) -> None:
    first, second = run(), run()

    assert (first.returncode, lines(first)) == (0, [MAKING, INSTALLING])
    assert (second.returncode, second.stdout + second.stderr) == (0, "")


def test_the_output_goes_to_the_data_directory_that_the_command_names(run: Run, project: Path, tmp_path: Path) -> None:
    run("run", "demo", "--data", str(tmp_path / "elsewhere"))

    assert INSTALLING in (tmp_path / "elsewhere" / "setup.log").read_text()
    assert not (project / "var").exists()


def test_a_changed_lock_is_installed_again(run: Run, project: Path) -> None:
    run()
    (project / "requirements.lock").write_text("# changed\n")

    assert lines(run()) == [INSTALLING]


def test_packages_installed_for_the_tests_serve_everybody(run: Run) -> None:
    run("test")

    assert lines(run("run")) == []
    assert lines(run("test")) == []


def test_packages_installed_for_everybody_are_not_enough_for_the_tests(run: Run) -> None:
    run("run")

    assert lines(run("test")) == ["Installing the Python packages of requirements-dev.lock …"]


def test_a_half_made_environment_is_made_again(run: Run, project: Path) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").touch()

    done = run()

    assert (done.returncode, lines(done)) == (0, [MAKING, INSTALLING])


def test_an_environment_that_is_a_link_is_refused_and_left_as_it_is(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "another").mkdir()
    (tmp_path / "another" / "kept").touch()
    (project / ".venv").symlink_to(tmp_path / "another")

    done = run()

    refusal = f"{project}/.venv is a symbolic link: remove the link, and run the same command again."
    assert (done.returncode, lines(done)) == (1, [refusal])
    assert (tmp_path / "another" / "kept").exists()


def test_packages_that_cannot_be_installed_are_reported_with_the_end_of_the_log(run: Run, project: Path) -> None:
    (project / "requirements.lock").write_text(UNREACHABLE)

    done = run()

    assert done.returncode == 1
    assert "No matching distribution found for nothing-of-this-name==1.0" in done.stderr
    assert f"The whole output is in {project}/var/setup.log." in done.stderr


def test_a_failed_installation_is_done_again(run: Run, project: Path) -> None:
    (project / "requirements.lock").write_text(UNREACHABLE)
    run()
    (project / "requirements.lock").write_text("")

    done = run()

    assert (done.returncode, lines(done)) == (0, [MAKING, INSTALLING])


def test_a_project_that_was_moved_gets_an_environment_of_its_own(run: Run, project: Path, tmp_path: Path) -> None:
    run()
    moved = project.rename(tmp_path / "moved")

    assert lines(run(at=moved)) == [MAKING, INSTALLING]


def test_two_set_ups_at_once_take_turns(begin: Begin, programs: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "making")
    os.mkfifo(tmp_path / "go")
    python(programs / "python3", before=f'echo >"{tmp_path}/making"; read -r go <"{tmp_path}/go"')

    first = begin()
    (tmp_path / "making").read_text()
    second = begin()
    assert second.stderr
    first_line = second.stderr.readline()
    (tmp_path / "go").write_text("go\n")

    assert first_line == "Another set-up is running; waiting for it …\n"
    assert first.communicate(timeout=60)[1].splitlines() == [MAKING, INSTALLING]
    assert second.communicate(timeout=60)[1] == ""
    assert (first.returncode, second.returncode) == (0, 0)


def test_a_data_directory_that_cannot_be_written_is_named(run: Run) -> None:
    done = run(GRADING_DATA="/proc/none")

    assert done.returncode == 1
    assert lines(done) == ["Cannot write in the data directory /proc/none. GRADING_DATA names another one."]


def test_translations_are_compiled_and_compiled_again_when_one_is_lost(run: Run, project: Path) -> None:
    run()
    catalogue = project / "grading" / "translations" / "vi" / "LC_MESSAGES" / "messages.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.with_suffix(".po").write_text('msgid ""\nmsgstr ""\n\nmsgid "draft"\nmsgstr "nháp"\n', encoding="utf-8")
    program(project / ".venv" / "bin" / "pybabel", f'exec "{sys.executable}" -m babel.messages.frontend "$@"')

    first, second = run(), run()
    catalogue.unlink()
    third = run()

    assert [lines(done) for done in (first, second, third)] == [["Compiling the translations …"], [], lines(first)]
    assert catalogue.is_file()


@pytest.mark.parametrize(
    ("arguments", "language", "said"),
    [
        ((), "", "Đang tạo môi trường Python trong .venv …"),
        (("check", "--lang", "vi"), "en", "Đang tạo môi trường Python trong .venv …"),
        (("check", "--lang=en"), "", MAKING),
    ],
)
def test_the_set_up_speaks_vietnamese_and_english_when_asked(run: Run, arguments, language: str, said: str) -> None:
    done = run("run", *arguments, GRADING_LANG=language)

    assert lines(done)[0] == said


def test_every_sentence_of_the_set_up_is_said_in_both_languages() -> None:
    source = (PROJECT / "bin" / "setup").read_text(encoding="utf-8")

    spoken = re.findall(r'\b(?:say|fail|refuse|step) "(?!\$)([^"]*)"', source)

    assert spoken == []
