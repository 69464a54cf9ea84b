"""Lines of the table of access for things of one kind: who may do something with each of them."""

from collections.abc import Mapping

from tests.conventions.sights import CELL, DECISIONS, DOSSIERS, NONE, READS_THE_ANSWERS, SEES, TEAM, Who, who
from tests.conventions.town import CELLS, RATING
from workflows import CELL_ROLES, ActName, Role, State

Line = Mapping[str, Who]
"""The people who may, by the thing in the address."""


def on_dossiers(may: Mapping[str, Who]) -> Line:
    return {f"dossier {state}": may.get(state, NONE) for state in READS_THE_ANSWERS}


def on_evidence(may: Mapping[str, Who]) -> Line:
    """Returns the line for the files of the rating's dossiers; each of these dossiers has one file."""
    return {f"evidence {state}": may.get(state, NONE) for state in CELLS}


def on_campaigns(may: Who, four: Who | None = None) -> Line:
    return {"campaign rating": may, "campaign four": may if four is None else four}


def on_decisions(*may: str) -> Line:
    """Returns the line that allows only the deciding body itself, and only on these decisions."""
    own = {name: SEES[name] - who("clerk, inspector") for name in DECISIONS}
    return {name: own[name] if name in may else NONE for name in DECISIONS}


def on_registrations(**may: Who) -> Line:
    return {f"registration {state}": may.get(state, NONE) for state in ("invited", "registered", "confirmed")}


_TEAM_IS_READ = frozenset(
    state
    for act in RATING.acts
    if act.name is ActName.read_panel and set(act.roles) - CELL_ROLES - {Role.appraisal_lead}
    for state in act.states
)
"""The states in which others than the cell and the head of the team read what the team arrived at."""
READS_THE_AWARDS: Line = {state: READS_THE_ANSWERS[state] - CELL for state in _TEAM_IS_READ} | {State.appraisal: TEAM}
"""The communes decide the rating, so the team appraises awards; whoever reads the dossier later reads them too, but not
the cell."""

AS_SEEN_REGISTRATION = {name: SEES[name] for name in SEES if name.startswith("registration ")}
AS_SEEN_DOSSIER = {name: SEES[name] for name in DOSSIERS}
AS_SEEN_BESIDE = {name: SEES[name] for name in ("title appraisal", "returned draft")}
"""Two more dossiers, in which others write what one reader does not read."""
AS_SEEN_DECISION = {name: SEES[name] for name in DECISIONS}
AS_SEEN_PROGRAMME = {name: SEES[name] for name in ("programme draft", "programme published")}
ADMIN_ONLY = {"account": who("admin")}
