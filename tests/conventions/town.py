"""A small district with things in every state, and the people who ask for them: its own and foreign people."""

from dataclasses import dataclass, field

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import (
    Account,
    Commendation,
    Decision,
    Dossier,
    Evidence,
    Grant,
    Job,
    ProgrammeVersion,
    Registration,
    Unit,
    UnitTask,
)
from tests.season import Season
from workflows import Body, Kind, Role, State, Tier, on_the_way, process

RATING = process(Tier.three_tier, Kind.rating)
CELLS = {state: f"HU-A-{number:02d}" for number, state in enumerate(on_the_way(RATING), start=1)}
"""A cell for each state that a dossier passes, with its dossier in this state."""
NEIGHBOUR = f"HU-A-{len(CELLS) + 1:02d}"
UNPUBLISHED = "dau-bo-tieu-chi"
"""The number of the paper of a programme that is not published."""

_OWN: dict[str, tuple[Role, tuple[str | None, ...]]] = {
    "secretary": (Role.cell_secretary, tuple(CELLS.values())),
    "committee": (Role.cell_committee, tuple(CELLS.values())),
    "reviewer": (Role.commune_reviewer, ("HU-A",)),
    "commune": (Role.authority_secretary, ("HU-A",)),
    "appraiser": (Role.appraiser, ("HU",)),
    "lead": (Role.appraisal_lead, ("HU",)),
    "authority": (Role.authority_secretary, ("HU",)),
    "clerk": (Role.award_clerk, ("HU",)),
    "inspector": (Role.inspector, ("HU",)),
    "admin": (Role.admin, (None,)),
}
_UNNAMED = {
    role.replace("_", " "): (role, body)
    for role, body in ((seat.role, seat.body) for seat in RATING.seats)
    if role not in {named for named, _places in _OWN.values()}
}
_HERE: dict[Body, tuple[str, ...]] = {Body.unit: tuple(CELLS.values()), Body.review_unit: ("HU-A",)}
_ELSEWHERE = {Body.unit: "HU-B-01", Body.review_unit: "HU-B"}
OWN = _OWN | {name: (role, _HERE.get(body, ("HU",))) for name, (role, body) in _UNNAMED.items()}
"""Somebody of each role. A role that is not named above is called as in the code, and stands where its seat is."""

FOREIGN: dict[str, tuple[Role, tuple[str | None, ...]]] = {
    "neighbour": (Role.cell_secretary, (NEIGHBOUR,)),  # of the same commune
    "stranger": (Role.cell_secretary, ("HU-B-01",)),
    "other reviewer": (Role.commune_reviewer, ("HU-B",)),
    "other commune": (Role.authority_secretary, ("HU-B",)),
    "other appraiser": (Role.appraiser, ("KU",)),
    "other lead": (Role.appraisal_lead, ("KU",)),
    "other authority": (Role.authority_secretary, ("KU",)),
    "other clerk": (Role.award_clerk, ("KU",)),
    "other inspector": (Role.inspector, ("KU",)),
    "above": (Role.commune_reviewer, ("HU",)),  # a role of the commune, granted on the district
    "below": (Role.authority_secretary, ("HU-A-01",)),  # a role of a committee, granted on a cell
    "nobody": (Role.cell_secretary, ()),
    "former": (Role.commune_reviewer, ("HU-A",)),  # until yesterday
    "coming": (Role.commune_reviewer, ("HU-A",)),  # from tomorrow
} | {f"other {name}": (role, (_ELSEWHERE.get(body, "KU"),)) for name, (role, body) in _UNNAMED.items()}
ACTORS = OWN | FOREIGN


@dataclass
class Town:
    season: Season
    actors: tuple[str, ...] = tuple(ACTORS)
    one_for_all: bool = False
    """Says whether only one actor asks at each address: an actor who may, if there is one."""
    digests: dict[str, str] = field(default_factory=dict)
    """The digest of every table when it was last read."""
    logins: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    """The ids of things in addresses, by a name: `dossier draft`, `decision HU voted`, `evidence draft`."""
    groups: dict[str, str] = field(default_factory=dict)
    """The key of the first group of criteria of each dossier."""
    files: dict[str, str] = field(default_factory=dict)
    """The digest of the first file of each dossier."""
    units: dict[str, int] = field(default_factory=dict)
    _clients: dict[tuple[str, str], FlaskClient] = field(default_factory=dict)

    def client(self, actor: str, language: str = "vi") -> FlaskClient:
        """Returns a browser in which this actor is signed in and has chosen this language."""
        if (actor, language) not in self._clients:
            client = self._clients[actor, language] = self.season.client(self.logins[actor])
            with client.session_transaction() as cookie:
                cookie["lang"] = language
        return self._clients[actor, language]


def find(town: Town) -> None:
    """Notes the ids of everything that addresses name."""
    with town.season.reading() as session:
        _find_dossiers(town, session)
        for row in session.scalars(select(Registration).where(Registration.unit.has(Unit.code.in_(CELLS.values())))):
            town.ids[f"registration {row.state}"] = row.id
            town.ids["campaign model"] = row.campaign_id
        town.units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
        for decision in session.scalars(select(Decision).join(Unit)):
            town.ids[f"decision {decision.unit.code} {decision.state}"] = decision.id
        for row in session.scalars(select(Evidence)):
            dossier = session.get_one(Dossier, row.dossier_id)
            if dossier.campaign.code == "rating" and dossier.unit.code != NEIGHBOUR:
                town.ids[f"evidence {dossier.state}"] = row.id
        town.ids |= {f"programme {row.state}": row.id for row in session.scalars(select(ProgrammeVersion))}
        town.ids["commendation"] = session.scalars(select(Commendation.id)).one()
        town.ids["job"] = session.scalars(select(Job.id)).one()
        town.ids |= {
            "unit": town.units[CELLS[State.draft]],
            "unit that sent": town.units[CELLS[State.commune_review]],
            "unit above": town.units["HU-A"],
        }
        town.ids["account"] = session.scalars(select(Account.id).where(Account.login == town.logins["nobody"])).one()
        town.ids["task"] = session.scalars(select(UnitTask.id).where(UnitTask.answer.is_(None))).one()
        town.ids["grant"] = session.scalars(
            select(Grant.id).join(Account, Grant.account_id == Account.id)
            .where(Account.login == town.logins["coming"])
        ).one()  # fmt: skip


def _find_dossiers(town: Town, session: Session) -> None:
    for dossier in session.scalars(select(Dossier)):
        if dossier.campaign.code == "rating" and dossier.unit.code in CELLS.values():
            town.ids[f"dossier {dossier.state}"] = dossier.id
            town.ids["campaign rating"] = dossier.campaign_id
            town.files[f"dossier {dossier.state}"] = dossier.evidence[0].sha256
            town.groups[f"dossier {dossier.state}"] = dossier.campaign.programme.groups[0].key
        elif dossier.campaign.code == "rating" and dossier.unit.code == NEIGHBOUR:
            town.ids["returned draft"] = dossier.id
        elif dossier.campaign.code == "four" and dossier.state is State.appraisal:
            town.ids["title appraisal"] = dossier.id
        elif dossier.campaign.code == "four" and dossier.unit.code == CELLS[State.draft]:
            town.ids["title draft"] = dossier.id
        elif dossier.state in {State.rejected, State.withdrawn, State.discontinued}:
            town.ids[f"dossier {dossier.state}"] = dossier.id
            town.ids["campaign four"] = dossier.campaign_id
            town.files |= {f"dossier {dossier.state}": file.sha256 for file in dossier.evidence[:1]}
            town.groups[f"dossier {dossier.state}"] = dossier.campaign.programme.groups[0].key
