"""What an issuer filled in is read in words, with its unit, and without the codes of the file."""

import re

import pytest

from config.settings import PROJECT
from grading.rules.programmes.saying.places import assumptions, issuer_places, sourced
from tests.shipped import shipped

NAMES = sorted(path.stem for path in (PROJECT / "config" / "programmes").glob("*.yaml"))
CODE = re.compile(r"[a-z]+_[a-z_]+|khen thưởng [A-Z]\b")


@pytest.mark.parametrize("name", NAMES)
def test_no_place_and_no_value_is_said_by_its_code(name: str) -> None:
    programme = shipped(name)

    said = [each.words.vi for each in issuer_places(programme)]
    said += [each.shown.vi.replace("{register_no}", "") for each in (*assumptions(programme), *sourced(programme))]

    assert [words for words in said if CODE.search(words)] == []


def test_a_share_is_shown_with_its_percent_sign() -> None:
    shown = {each.path: each.shown.vi for each in assumptions(shipped("demo-giong-rieng-r2019"))}

    assert shown["/quota/pct"] == "20%"
    assert shown["/awards/Y/given_by"] == "đảng ủy cơ sở; cấp ủy cấp trên trực tiếp cơ sở"
