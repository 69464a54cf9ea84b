"""The generated parts of the documentation say what the code says; python -m tests.docs rewrites them."""

from graphlib import CycleError

import pytest

from tests.docs.packages import picture, reduced
from tests.docs.pages import PARTS, Part


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.page.name}-{part.name}")
def test_a_generated_part_says_what_the_code_says(part: Part) -> None:
    assert part.shown() == part.text(), f"{part.page.name} is out of date: run python -m tests.docs"


def test_rewriting_a_part_keeps_what_a_person_wrote(tmp_path) -> None:
    part = Part(page=tmp_path / "page.md", name="one", text=lambda: "new")
    part.page.write_text(f"# Before\n\n{part.begin}\nold\n{part.end}\n\nAfter.\n", encoding="utf-8")

    part.write()
    part.write()

    assert part.page.read_text(encoding="utf-8") == f"# Before\n\n{part.begin}\n\nnew\n\n{part.end}\n\nAfter.\n"


def test_a_page_without_its_marks_is_left_alone(tmp_path) -> None:
    part = Part(page=tmp_path / "page.md", name="one", text=lambda: "new")
    part.page.write_text("# Mine\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"page\.md lacks"):
        part.write()

    assert part.page.read_text(encoding="utf-8") == "# Mine\n"


def test_an_arrow_that_others_imply_is_left_out() -> None:
    arrows = {"cli": {"services", "models"}, "services": {"models"}, "models": set(), "clock": set()}

    drawn = reduced(arrows)

    assert drawn == {"cli": {"services"}, "services": {"models"}, "models": set(), "clock": set()}


def test_a_package_without_arrows_is_drawn_too() -> None:
    lines = picture({"cli": {"models"}, "models": set(), "clock": set()}).splitlines()

    assert lines[1:-1] == ["flowchart TD", "    cli --> models", "    clock"]


def test_packages_that_import_each_other_cannot_be_drawn() -> None:
    with pytest.raises(CycleError):
        picture({"cli": {"models"}, "models": {"cli"}})
