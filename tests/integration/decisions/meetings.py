"""A meeting as its secretary fills it in: the boxes of the page, the cells that wait for a decision, the number."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Decision
from grading.rules.levels import Grade
from grading.services.campaigns import campaigns
from grading.services.commendations.commendations import Printing
from grading.services.decisions import finding, issuing, voting
from grading.services.ground.errors import Refused
from tests.season import Season
from tests.seats import get
from workflows import Reason, Role

COMMUNE, DISTRICT = "HU-A", "HU"
PRINTING = Printing(base_url="http://localhost")
TYPED = {"number": "05-QĐ/ĐU", "issued_on": "2022-12-26", "term": "2020 - 2025", "signer_office": "Bí thư"}
CELLS = tuple(f"HU-A-{number:02d}" for number in range(1, 6))


def wait_at_the_commune(season: Season, *cells: str, excellent: tuple[str, ...] = ()) -> None:
    """Submits the dossiers of these cells and lets the commune score them; nobody decides."""
    for cell in cells:
        season.submit(cell, *(("EXCELLENT", Grade.excellent) if cell in excellent else ()))
        season.review(cell)


def secretary_of(season: Season, unit: str = COMMUNE) -> str:
    return season.who(Role.authority_secretary, unit)


def open_meeting(season: Season, unit: str = COMMUNE) -> tuple[FlaskClient, str]:
    """Opens the meeting of the unit. Returns the signed-in client of the secretary and the address of the page."""
    client = season.client(secretary_of(season, unit))
    with season.reading() as session:
        campaign = campaigns.find_campaign(session, season.campaign)
        assert campaign is not None
        campaign_id, unit_id = campaign.id, get(session, unit).id
    answer = client.post(f"/campaigns/{campaign_id}/decisions", data={"unit": unit_id})
    assert answer.status_code == 303, answer.text
    return client, answer.location


def boxes(season: Season, unit: str = COMMUNE, **changed: str) -> dict[str, str]:
    """Returns every box of the page, filled with a unanimous vote of nine members, and then with these changes."""
    with season.reading() as session:
        decision = find(season, session, unit)
        held_on = f"{decision.campaign.year}-12-20"
        fields = {"version": str(decision.version), "held_on": held_on, "members": "9", "present": "9"}
        for item in decision.items:
            fields |= {f"outcome-{item.dossier_id}": item.outcome or "", f"yes-{item.dossier_id}": "9"}
    return fields | changed


def version(season: Season, unit: str = COMMUNE) -> dict[str, str]:
    """Returns the only box of a page that asks to confirm a step of the open decision: the version."""
    with season.reading() as session:
        return {"version": str(find(season, session, unit).version)}


def find(season: Season, session: Session, unit: str = COMMUNE) -> Decision:
    decision = finding.find_open(session, opened_campaign(season, session), get(session, unit).id)
    assert decision is not None
    return decision


def opened_campaign(season: Season, session: Session) -> Campaign:
    campaign = campaigns.find_campaign(session, season.campaign)
    assert campaign is not None
    return campaign


@contextmanager
def at_the_table(season: Season, unit: str = COMMUNE) -> Iterator[tuple[Session, Actor, Decision]]:
    """Yields a session, the secretary as the actor and the open decision; commits at the end."""
    with season.acting(secretary_of(season, unit)) as (session, actor):
        yield session, actor, finding.get_decision(session, actor, find(season, session, unit).id)


def line(season: Season, cell: str, **typed: str) -> Mapping[str, str]:
    """Returns the boxes of one line from their short names: outcome, yes, recused, reason, award, ground."""
    return {f"{name.replace('_', '-')}-{season.dossier_id(cell)}": value for name, value in typed.items()}


def refused_vote(season, unit: str = COMMUNE) -> list[Reason]:
    """Returns every reason why the vote on the open decision is not recorded."""
    with at_the_table(season, unit) as (session, actor, decision), pytest.raises(Refused) as refusal:
        voting.record_vote(session, actor, decision)
    return list(refusal.value.reasons)


def codes(reasons: Iterable[Reason]) -> list[str]:
    return [reason.code for reason in reasons]


def numbering(**changed: Any) -> issuing.Numbering:
    defaults = {"number": "05-QĐ/ĐU", "issued_on": date(2022, 12, 26), "term": "2020 - 2025"}
    return issuing.Numbering(**(defaults | changed))


def voted(season: Season, *cells: str) -> int:
    """Opens a rating and records the commune's vote on these cells only (the first cell by default). Returns the id."""
    season.open()
    wait_at_the_commune(season, *(cells or CELLS[:1]))
    return season.vote_on(COMMUNE)


def issue_as(season: Season, session: Session, decision_id: int, number: str = "05-QĐ/ĐU", unit: str = COMMUNE) -> None:
    actor = season.actor(session, secretary_of(season, unit))
    decision = finding.get_decision(session, actor, decision_id)
    issuing.issue(session, actor, decision, numbering(number=number), PRINTING)
