"""Quarters for tests: a commune of two tiers with one cell, its year 2025, and quarters opened beside the year."""

from grading.rules.periods import parse
from grading.services.campaigns import campaigns
from tests.committees import TOWN, opened
from workflows import Role, Tier

CELL, YEAR = "XA-01", "year"


def open_year(season):
    return opened(season, TOWN, YEAR)


def open_quarter(season, number=1, **given):
    """Opens a quarter of 2025 beside the year, and makes it the campaign of the verbs that follow."""
    span = parse(f"2025-Q{number}")
    chosen = {
        "programme": "demo-r2025-quarter", "year": 2025, "part": span, "as_of": span.last, "authority_code": TOWN,
        "commune_codes": (TOWN,), "tier": Tier.light, "award_by": None, "award_by_reason": "",
    }  # fmt: skip
    return season.open(**({"code": f"quarter-{number}"} | chosen | given))


def send(season, number=1):
    """Plays a quarter until the cell has filled in and sent its sheet."""
    open_quarter(season, number)
    season.answer(CELL)
    season.step(CELL, "submit", season.secretary(CELL))


def note(season, number=1):
    """Plays a quarter to its end: what the cell has sent, the body above notes."""
    send(season, number)
    season.step(CELL, "note", reviewer(season))


def reviewer(season):
    return season.who(Role.commune_reviewer, TOWN)


def dossier_of(season, campaign, cell=CELL):
    season.campaign = campaign
    return season.dossier_id(cell)


def queue_of(season, number=1):
    """Returns the address of the queue of a quarter."""
    with season.reading() as session:
        return f"/campaigns/{campaigns.by_code(session, f'quarter-{number}').id}/review"
