"""The people who may see each thing at all, and those who may read its answers and history, by its kind and state."""

from collections.abc import Mapping

from tests.conventions.town import ACTORS, FOREIGN

Who = frozenset[str]
ANY = ""
"""Stands for an address that names no thing with a scope."""


def who(*names: str) -> Who:
    actors = frozenset(name for part in names for name in part.split(", "))
    assert actors <= set(ACTORS), actors - set(ACTORS)
    return actors


ALL = frozenset(ACTORS)
NONE: Who = frozenset()
CELL = who("secretary, committee")
TEAM = who("appraiser, lead")
COMMITTEES = who("commune, authority, other commune, other authority, below")

# --- who may see each thing at all

SEES: Mapping[str, Who] = {
    ANY: ALL,
    "unit": ALL,
    "unit that sent": ALL,
    "unit above": ALL,
    "dossier draft": CELL | who("reviewer"),
    "dossier commune_review": CELL | who("reviewer, commune"),
    "dossier appraisal": CELL | TEAM | who("reviewer, commune"),
    "dossier certification": CELL | TEAM | who("reviewer, commune, authority"),
    "dossier certified": CELL | TEAM | who("reviewer, commune, authority, clerk, inspector"),
    # The four-good title is decided by the district: the commune's committee has no part in it.
    "dossier rejected": CELL | TEAM | who("reviewer, authority, clerk, inspector"),
    "dossier withdrawn": CELL | who("reviewer"),
    # It stopped at the commune: the district, which never had it, sees it only through its inspector.
    "dossier discontinued": CELL | who("reviewer, inspector"),
    "title draft": CELL | who("reviewer"),  # this title has work through the year, the rating has none
    "title appraisal": CELL | TEAM | who("reviewer"),
    "returned draft": who("neighbour, reviewer"),  # by the commune; whoever never had it does not see it
    "decision HU-A drafted": who("commune"),
    "decision HU-A issued": who("commune"),
    "decision HU voted": who("authority"),
    "decision HU issued": who("authority, clerk, inspector"),
    "commendation": CELL | who("reviewer, commune, authority, clerk, inspector"),
    "campaign rating": ALL - who(*(name for name in FOREIGN if name not in
                                   {"neighbour", "stranger", "other reviewer", "other commune"})),
    "campaign four": ALL - who(*(name for name in FOREIGN if name not in
                                 {"neighbour", "stranger", "other reviewer", "other commune"})),
    "campaign model": ALL - who(*(name for name in FOREIGN if name not in
                                  {"neighbour", "stranger", "other reviewer", "other commune"})),
    "registration invited": CELL | who("reviewer, commune, authority"),
    "registration registered": CELL | who("reviewer, commune, authority"),
    "registration confirmed": CELL | who("reviewer, commune, authority"),
    "programme draft": who("admin"),
    "programme published": who("admin, inspector, other inspector") | COMMITTEES,
    "job": who("authority, clerk, admin"),  # the papers of the decision of HU
    "passkey": NONE,  # of the same
    "sign-in": NONE,  # of somebody who is nobody here: everybody sees their own alone
    "account": ALL,  # that accounts exist is no secret; only an administrator opens their pages
}  # fmt: skip
DOSSIERS = tuple(name for name in SEES if name.startswith("dossier "))
DECISIONS = tuple(name for name in SEES if name.startswith("decision "))

READS_THE_ANSWERS: Mapping[str, Who] = {
    "draft": CELL,
    "commune_review": CELL | who("reviewer, commune"),
    "appraisal": CELL | TEAM | who("reviewer, commune"),
    "certification": CELL | TEAM | who("reviewer, commune, authority"),
    "certified": CELL | TEAM | who("reviewer, commune, authority, inspector"),
    "rejected": CELL | TEAM | who("reviewer, authority, inspector"),
    "withdrawn": CELL,
    "discontinued": CELL | who("reviewer, inspector"),
}
READS_THE_HISTORY: Mapping[str, Who] = {state: SEES[f"dossier {state}"] for state in READS_THE_ANSWERS}
"""Whoever sees a dossier sees where it is."""
READS_THE_VERSIONS: Mapping[str, Who] = {
    f"dossier {state}": READS_THE_ANSWERS[state] for state in READS_THE_ANSWERS if state not in {"draft", "withdrawn"}
}
"""Whoever reads a dossier that was handed on reads every version of it."""
STEPS: Mapping[tuple[str, str], Who] = {
    ("draft", "submit"): who("secretary"),
    ("commune_review", "take_back"): who("secretary"),
    ("commune_review", "send_back"): who("reviewer"),
    ("commune_review", "endorse"): who("reviewer"),
    ("appraisal", "send_back"): who("lead"),
    ("appraisal", "approve"): who("lead"),
    ("certification", "send_back"): who("authority"),
    ("rejected", "recall"): who("authority"),
    ("withdrawn", "reopen"): who("secretary"),
}
OF_ANOTHER_STATE = ("approve", "nonsense")
