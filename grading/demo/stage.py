"""The stage of the demonstration: its database, files, settings, and who acts as whom."""

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
from grading.db import transaction
from grading.models import Account, Campaign, Dossier, Unit
from grading.services.accounts import accounts
from grading.services.campaigns import campaigns
from grading.services.dossiers import dossiers
from grading.services.units.units import get_unit
from grading.storage import Store

INPUT = Path(__file__).parent.parent.parent / "config" / "demo"
PROGRAMMES = INPUT.parent / "programmes"
RATING, RECOGNITION = "rating-2022", "four-good-2022"
SECOND_SEASON = {"rating-2025-gd-th": "GD-TH", "rating-2025-gd-ct": "GD-CT", "rating-2025-gd": "GD"}
"""Each campaign of 2025 with the committee that decides in it, lower first."""


def read(name: str) -> Any:
    """One file of the demonstration's input, which says of itself that it is invented."""
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
    def acting(self, login: str) -> Iterator["Actor"]:
        """One person's one click: a transaction of its own, so that a run cut off goes on where it was."""
        with Session(self.engine) as session, transaction(session):
            account = accounts.find_account(session, login)
            if account is None:
                raise LookupError(login)
            yield Actor(session=session, account=account, now=self.now)

    @contextmanager
    def behind(self) -> Iterator[Session]:
        """Set-up that an administrator does by command: units, figures, accounts, campaigns."""
        with Session(self.engine) as session, transaction(session):
            yield session


@dataclass(frozen=True)
class Actor:
    session: Session
    account: Account
    now: datetime

    def unit(self, code: str) -> Unit:
        return get_unit(self.session, code)

    def campaign(self, code: str) -> Campaign:
        found = campaigns.find_campaign(self.session, code)
        if found is None:
            raise LookupError(code)
        return campaigns.get_campaign(self.session, found.id, self.account, self.now)

    def dossier(self, campaign: str, unit: str) -> Dossier:
        """Through the same scoping as a page: a foreign dossier does not exist."""
        found = dossiers.find_id(self.session, campaign, unit)
        if found is None:
            raise LookupError(f"{campaign} {unit}")
        return dossiers.get_dossier(self.session, found, self.account, self.now)
