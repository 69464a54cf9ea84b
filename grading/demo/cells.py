"""The acts of the cells in the demonstration: they answer, count, vote, attach and submit."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from grading.demo import desks
from grading.demo.stage import INPUT, Stage, Turn
from grading.documents.uploads.accepting import accept
from grading.models import Dossier
from grading.rules.ballots import COUNTED, Counts
from grading.rules.levels import Grade
from grading.rules.programmes.parts.criteria import Scale
from grading.services.dossiers import answers, ballots, evidence
from grading.services.dossiers.agreement import compare
from grading.services.dossiers.entries import Entry
from grading.services.dossiers.explaining import explain
from workflows import State

FONT = INPUT.parent.parent / "templates" / "print" / "fonts" / "Tinos-Regular.ttf"
MAX_FILE = 10 * 1024 * 1024


def assess(stage: Stage, campaign: str, code: str, cell: dict[str, Any], people: dict[str, int] | None) -> None:
    """Makes one cell's whole self-assessment and submits it, if nobody has begun it yet."""
    with stage.acting(f"secretary.{code}") as turn:
        dossier = turn.dossier(campaign, code)
        if dossier.state is not State.draft or dossier.moves or dossier.assessments:
            return
        fill_in(stage, turn, dossier, cell, people)
        if cell["stage"] != "draft":
            desks.take(turn, dossier)
    desks.pass_through(stage, campaign, code)


def fill_in(stage: Stage, turn: Turn, dossier: Dossier, cell: dict[str, Any], people: dict[str, int] | None) -> None:
    entries = entries_of(dossier, cell["answers"])
    answers.save_answers(turn.session, turn.actor, dossier, entries)
    if people and "member_results" in cell:
        counts = member_counts(cell["member_results"], people) | asked_counts(cell)
        answers.record_members(turn.session, turn.actor, dossier, counts)
    for file in cell.get("evidence", ()):
        accepted = accept(file["name"], _file(file["name"], file["content"]), max_bytes=MAX_FILE)
        key = criterion_key(dossier, file["criterion"])
        evidence.attach(turn.session, turn.actor, dossier, key, accepted, store=stage.store)
    if ballot := cell.get("ballot"):
        _vote(turn, dossier, ballot)
    if words := cell.get("explained"):
        _explain(turn, dossier, words)


def _explain(turn: Turn, dossier: Dossier, words: str) -> None:
    """Says of every figure that does not agree with the others why it does not."""
    turn.session.expire(dossier, ["ballots"])
    for each in compare(turn.session, dossier):
        difference = each.difference
        seen = difference.reported, difference.computed
        explain(turn.session, turn.actor, dossier, difference.relation, words, seen=seen)


def _vote(turn: Turn, dossier: Dossier, ballot: dict[str, Any]) -> None:
    votes = {option: ballot["votes"].get(option, 0) for option in dossier.programme.ballot_options}
    held_on: date = ballot["held_on"]
    ballots.record_ballot(
        turn.session,
        turn.actor,
        dossier,
        ballots.CountedRound(
            number=1, held_on=held_on, counts=Counts(**{name: ballot[name] for name in COUNTED}), votes=votes
        ),
    )


def member_counts(results: dict[str, int], people: dict[str, int]) -> dict[str, int]:
    """Returns the counts of members in hundredths, by the programme's metrics."""
    counts = {
        "members_official": people["official"],
        "members_probationary": people["probationary"],
        "members_rated": results["rated"],
        **{f"members_{level}": results[level] for level in ("excellent", "good", "completed", "not_completed")},
    }
    return {metric: number * 100 for metric, number in counts.items()}


def asked_counts(cell: dict[str, Any]) -> dict[str, int]:
    """Returns the other counts that the programme asks for, by metric (hundredths)."""
    return {metric: number * 100 for metric, number in cell.get("figures", {}).items()}


def criterion_key(dossier: Dossier, named: str) -> str:
    """Returns the key of a criterion that the input names by number or by key."""
    for criterion in dossier.programme.criteria:
        if named in {criterion.number, criterion.key}:
            return criterion.key
    raise LookupError(named)


def entries_of(dossier: Dossier, given: dict[str, Any]) -> dict[str, Entry]:
    entries = {}
    for named, answer in given.items():
        key = criterion_key(dossier, named)
        words = " ".join(str(answer.get("words", "")).split())
        if dossier.programme.criterion(key).scale is Scale.grade:
            entries[key] = Entry(grade=Grade(answer["grade"]), words=words)
        else:
            entries[key] = Entry(points=answer["points"] * 100, words=words)
    return entries


def _file(name: str, content: str) -> bytes:
    """Makes a small sheet of counts, marked as demonstration."""
    image = Image.new("RGB", (900, 520), "#faf6ee")
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONT), 36)
    for number, line in enumerate(["BẢN TRÌNH DIỄN", *(part.strip() for part in content.split(";"))]):
        draw.text((50, 50 + 70 * number), line, fill="#241c17", font=font)
    out = BytesIO()
    image.save(out, "PDF" if name.lower().endswith(".pdf") else "JPEG")
    return out.getvalue()
