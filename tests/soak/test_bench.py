"""The measurements run on a small town and say what they measured. Nothing here asks how fast."""

import re

import pytest
from click.testing import CliRunner

from grading.cli import main
from grading.cli.benching import TARGETS

pytestmark = pytest.mark.soak


def test_the_measurements_say_what_they_measured():
    command = ["bench", "--cells", "8", "--issued", "2", "--seconds", "0.2", "--rounds", "1"]

    result = CliRunner().invoke(main, command)

    assert (result.exit_code, result.stderr) == (0, "")
    *goals, first, issue, ratios, beside, targets = result.stdout.splitlines()
    assert len(goals) == 10
    assert all(re.search(r", mục tiêu (không quá|ít nhất) [\d,]+: (đạt|chưa đạt)$", goal) for goal in [*goals, issue])
    assert re.match(r"8 người lưu, lượt đo 1: [1-9]\d* lần lưu, 0 bị từ chối; chờ lượt trung vị \d+ ms", first)
    assert re.match(r"tỷ số: chờ lâu nhất / lượt của 7 người kia = \d", ratios)
    assert re.match(r"cạnh một quyết định 2 hồ sơ: [1-9]\d* lần lưu, 0 bị từ chối; ", beside)
    assert targets == TARGETS
