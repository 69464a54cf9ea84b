"""The play itself: the campaigns in order; a new run resumes where an earlier run stopped."""

from collections.abc import Callable
from functools import partial
from typing import Any

from rich.console import Console
from rich.progress import track
from sqlalchemy import Engine

from config.settings import Settings
from grading.demo import bodies, cast, cells, quarter, two_tier
from grading.demo.stage import RATING, RECOGNITION, Stage, read
from grading.demo.summary import show
from grading.storage import Store

Scene = Callable[[], None]


def play(engine: Engine, store: Store, settings: Settings, console: Console) -> None:
    """Plays the scenes that have not been played yet, prints the commendations and shows the results."""
    stage = Stage(engine=engine, store=store, settings=settings)
    console.print("Nạp tổ chức đảng, số liệu và tài khoản …", markup=False)
    password = cast.assemble(stage)
    scenes = [*_rating(stage), *_recognition(stage), *quarter.scenes(stage), *two_tier.scenes(stage)]
    for scene in track(
        scenes, "Diễn mùa đánh giá năm 2022 và năm 2025", console=console, disable=not console.is_terminal
    ):
        scene()
    show(stage, password, console)


def _rating(stage: Stage) -> list[Scene]:
    season, dates = read("season-2022.yaml"), read("calendar.yaml")["decisions"]
    people = cast.members()
    scenes: list[Scene] = []
    communes = {code: read(f"season-2022/{code}.yaml") for code in cast.COMMUNES}
    for commune, sheet in communes.items():
        answered = {code: cell for code, cell in sheet["cells"].items() if "answers" in cell}
        scenes += [partial(cells.assess, stage, RATING, code, cell, people[code]) for code, cell in answered.items()]
        scenes += [
            partial(bodies.review, stage, RATING, commune, code, cell)
            for code, cell in answered.items()
            if cell["stage"] in {"certified", "returned"}
        ]
        scenes.append(partial(bodies.explain, stage, RATING, commune, sheet["explanations"]))
    played = [commune for commune in communes if "decision" in communes[commune]]
    for commune in played:
        scenes += _through_the_commune(stage, commune, communes[commune], dates)
    decided = [code for commune in played for code, cell in communes[commune]["cells"].items() if "decided" in cell]
    scenes += _through_the_team(stage, season, decided)
    scenes.append(
        partial(bodies.decide, stage, RATING, season["district"], season["decision"],
                dates=dates[season["district"]], levels={}, awards=season["awards"])
    )  # fmt: skip
    return scenes


def _through_the_commune(stage: Stage, commune: str, sheet: dict[str, Any], dates: dict[str, Any]) -> list[Scene]:
    levels = {code: cell["decided"] for code, cell in sheet["cells"].items() if "decided" in cell}
    decide = partial(
        bodies.decide, stage, RATING, commune, sheet["decision"], dates=dates[commune], levels=levels, awards=[]
    )
    return [decide, *(partial(bodies.hand_over, stage, RATING, commune, code) for code in levels)]


def _through_the_team(stage: Stage, season: dict[str, Any], codes: list[str]) -> list[Scene]:
    """Returns the scenes of the district's team: the communes have decided the levels, so it appraises the awards and
    hands the other dossiers on."""
    district, awards = season["district"], season["awards"]
    others = [code for code in codes if code not in {award["unit"] for award in awards}]
    return [
        *(partial(bodies.appraise_award, stage, RATING, district, award) for award in awards),
        partial(bodies.pass_on, stage, RATING, district, others, season["passed_on"]),
    ]


def _recognition(stage: Stage) -> list[Scene]:
    """Returns the scenes of the small second campaign; it stops where the team and the standing committee have work to
    do."""
    sheet = read("four-good-2022.yaml")
    scenes: list[Scene] = []
    commune, district = sheet["commune"], cast.DISTRICT
    for code, cell in sheet["cells"].items():
        scenes.append(partial(cells.assess, stage, RECOGNITION, code, cell, None))
        if cell["stage"] in {"appraisal", "certification"}:
            scenes.append(partial(bodies.review, stage, RECOGNITION, commune, code, cell))
            scenes.append(partial(bodies.hand_over, stage, RECOGNITION, commune, code))
            appraisers = cell.get("assessments", [])
            scenes.append(partial(bodies.appraise, stage, RECOGNITION, district, code, appraisers))
        if cell["stage"] == "certification":
            scenes.append(
                partial(
                    bodies.settle,
                    stage,
                    RECOGNITION,
                    district,
                    code,
                    panel=cell.get("panel", {}),
                    proposal=cell["proposal"],
                )
            )
    return scenes
