"""Facts, papers and the runner of PDF tools that the tests of the papers share."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from grading.documents.papers import BallotCount, NamedCount, PaperCriterion, PaperFacts, PaperGroup
from grading.documents.phrases import decision_line, place_date, register_line
from grading.rules.frozen.facts import FrozenFacts

PACKAGES = {"pdffonts": "poppler-utils", "pdftotext": "poppler-utils", "pdftoppm": "poppler-utils",
            "qpdf": "qpdf", "zbarimg": "zbar-tools"}  # fmt: skip
LEVELS = (
    "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"
)  # fmt: skip


@pytest.fixture
def run_tool() -> Callable[..., str]:
    def run_tool(name: str, *arguments: str | Path) -> str:
        if which(name) is None:
            pytest.fail(f"{name} is missing: sudo apt-get install {PACKAGES[name]}")
        return subprocess.run([name, *arguments], check=True, capture_output=True, text=True).stdout

    return run_tool


@pytest.fixture
def make_facts() -> Callable[..., FrozenFacts]:
    def make_facts(**changes: Any) -> FrozenFacts:
        facts: dict[str, Any] = {
            "issuer_line": "BAN THƯỜNG VỤ HUYỆN ỦY GIỒNG RIỀNG",
            "recipient": "Chi bộ 07 xã Thạnh Lộc",
            "recipient_parent": "Đảng bộ xã Thạnh Lộc",
            "achievement": "Đạt tiêu chuẩn “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu năm 2022",
            "place_date": place_date("Giồng Riềng", date(2023, 1, 5)),
            "formula": "T/M BAN THƯỜNG VỤ",
            "office": "BÍ THƯ",
            "signer_name": None,
            "decision_line": decision_line("127-QĐ/HU", date(2023, 1, 5)),
            "register_line": register_line(2, 2023),
            "short_code": "7K4MQ2XD9HTR",
            "verify_url": "https://danh-gia.example/verify/7K4MQ2XD9HTRP6WB3VJK7K4MQ2",
            "mark": "demo",
            "serial": "KG-GR/2023/2",
        }
        return FrozenFacts(**(facts | changes))

    return make_facts


@pytest.fixture
def make_paper(make_ballot: Callable[..., BallotCount], make_counts: Callable[..., Any]) -> Callable[..., PaperFacts]:
    result = "Chi bộ quán triệt đầy đủ các nghị quyết, chỉ thị của cấp trên; 100% đảng viên dự học.\n" * 2

    def make_paper(**changes: Any) -> PaperFacts:
        facts: dict[str, Any] = {
            "superior_org": "Đảng bộ xã Thạnh Lộc",
            "unit_name": "Chi bộ ấp Thạnh An",
            "place": "Thạnh Lộc",
            "date": date(2022, 12, 14),
            "year": 2022,
            "groups": tuple(
                PaperGroup(
                    number=number,
                    text="Xây dựng Đảng, xây dựng hệ thống chính trị",
                    criteria=tuple(
                        PaperCriterion(number=f"{number}.{k}", text="Chính trị tư tưởng", standing="Tốt", result=result)
                        for k in (1, 2, 3)
                    ),
                )
                for number in ("I", "II")
            ),
            "members": make_counts(4, 17, 2, 0),
            "ballots": (make_ballot(),),
            "level": LEVELS[1],
            "addressee": "Đảng ủy xã Thạnh Lộc",
            "revision": 2,
            "digest": "9f2c81ab77d0",
        }
        return PaperFacts(**(facts | changes))

    return make_paper


@pytest.fixture
def make_counts() -> Callable[..., tuple[NamedCount, ...]]:
    def make_counts(*counts: int) -> tuple[NamedCount, ...]:
        return tuple(NamedCount(name=name, count=count) for name, count in zip(LEVELS, counts, strict=True))

    return make_counts


@pytest.fixture
def make_ballot(make_counts: Callable[..., tuple[NamedCount, ...]]) -> Callable[..., BallotCount]:
    def make_ballot(**changes: Any) -> BallotCount:
        counts: dict[str, Any] = {
            "held_on": date(2022, 12, 12), "official": 22, "eligible": 21, "whole": 21, "present": 20, "issued": 20,
            "returned": 20, "valid": 20, "invalid": 0, "votes": make_counts(3, 15, 2, 0), "chosen": LEVELS[1],
        }  # fmt: skip
        return BallotCount(**(counts | changes))

    return make_ballot
