"""The stage of the demonstration: its database, files, settings, and the accounts that act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from config.settings import Settings
from grading import clock
from grading.actors import Actor, actor_of
from grading.db import transaction
from grading.models import Campaign, Dossier, Unit
from grading.services.accounts import accounts
from grading.services.campaigns import campaigns
from grading.services.dossiers import dossiers
from grading.services.units.units import get_unit
from grading.storage import Store

INPUT = Path(__file__).parent.parent.parent / "config" / "demo"
PROGRAMMES = INPUT.parent / "programmes"
RATING, RECOGNITION = "rating-2022", "four-good-2022"
SECOND_SEASON = {"rating-2025-gd-th": "GD-TH", "rating-2025-gd-ct": "GD-CT", "rating-2025-gd": "GD"}
"""Each campaign of 2025 with the committee that decides in it, lower committees first."""


def read(name: str) -> Any:
    """Returns one file of the demonstration's input. Raises ValueError unless the file says that it is invented."""
    content = YAML(typ="safe", pure=True).load((INPUT / name).read_text(encoding="utf-8"))
    if content.get("demo") is not True:
        raise ValueError(f"{name} does not say that it is demonstration input")
    return content


@dataclass(frozen=True)
class Stage:
    engine: Engine
    store: Store
    settings: Settings

    @property
    def now(self) -> datetime:
        return clock.now()

    @contextmanager
    def acting(self, login: str) -> Iterator["Turn"]:
        """Opens one person's one click as a transaction of its own, so that a run that was cut off can resume."""
        with Session(self.engine) as session, transaction(session):
            account = accounts.find_account(session, login)
            if account is None:
                raise LookupError(login)
            yield Turn(session=session, actor=actor_of(session, account, self.now))

    @contextmanager
    def behind(self) -> Iterator[Session]:
        """Opens the set-up that an administrator does by command: units, figures, accounts, campaigns."""
        with Session(self.engine) as session, transaction(session):
            yield session


@dataclass(frozen=True)
class Turn:
    """One person in one transaction."""

    session: Session
    actor: Actor

    def unit(self, code: str) -> Unit:
        return get_unit(self.session, code)

    def campaign(self, code: str) -> Campaign:
        listed = campaigns.find_campaign(self.session, code)
        if listed is None:
            raise LookupError(code)
        return campaigns.get_campaign(self.session, self.actor, listed.id)

    def dossier(self, campaign: str, unit: str) -> Dossier:
        """Finds a dossier through the same scoping as a page: a foreign dossier does not exist."""
        dossier_id = dossiers.find_id(self.session, campaign, unit)
        if dossier_id is None:
            raise LookupError(f"{campaign} {unit}")
        return dossiers.get_dossier(self.session, self.actor, dossier_id)
