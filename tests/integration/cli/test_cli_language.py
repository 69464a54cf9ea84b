"""The commands speak Vietnamese, and English when asked: their help, their mistakes and what the library says."""

import re

import click
import pytest
from click.testing import CliRunner

from grading.cli import main
from grading.services.invariants import checks
from grading.words.invariants import INVARIANTS

VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)


def commands(group: click.Group, *path: str) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    for name, command in group.commands.items():
        found.append(((*path, name), command))
        if isinstance(command, click.Group):
            found += commands(command, *path, name)
    return found


EVERY = commands(main)


def said(*arguments: str) -> str:
    return CliRunner().invoke(main, arguments, prog_name="bin/grading").output


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[" ".join(path) for path, _command in EVERY])
def test_the_help_of_a_command_is_vietnamese_and_english_when_asked(path: tuple[str, ...], command: click.Command):
    vietnamese, english = said(*path, "--help"), said("--lang", "en", *path, "--help")

    assert VIETNAMESE.search(command.help or ""), command.help
    assert vietnamese.startswith(f"Cách dùng: bin/grading {' '.join(path)} [TÙY CHỌN]")
    assert english.startswith(f"Usage: bin/grading {' '.join(path)} [OPTIONS]")
    assert not VIETNAMESE.search(english.replace("Giồng Riềng", "").replace("Cấp lần đầu", ""))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["khong-co"], "Không có lệnh 'khong-co'."),
        (["extend"], "Thiếu tham số 'CAMPAIGN'."),
        (["check", "--khong-co"], "Không có tùy chọn '--khong-co'."),
        (["serve", "--port", "cổng"], "'--port': 'cổng' không phải là số hợp lệ."),
        (["verify", "khong-co.pdf"], "'FILE': Không có 'khong-co.pdf'."),
    ],
)
def test_a_mistake_that_the_library_finds_is_said_in_vietnamese(arguments: list[str], words: str):
    output = said(*arguments)

    assert words in output
    assert "Error" not in output


def test_the_environment_chooses_the_language_and_the_option_decides(monkeypatch):
    monkeypatch.setenv("GRADING_LANG", "en")

    assert said("prove").startswith("three_tier_rating: 6 states")
    assert "Đã chứng minh." in said("--lang", "vi", "prove")


def test_every_invariant_has_words():
    names = {check.__name__ for check in checks.CHECKS} | {checks.stored_bytes_match_their_hash.__name__}

    assert INVARIANTS.keys() == names
