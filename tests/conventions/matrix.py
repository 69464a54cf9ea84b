"""The table of all access: for each address and each thing in it, the people who may open it or send a form to it.

A person who sees a thing but may not do this to it gets 403 (not your work) or 409 (not now). A person who does not
see the thing gets 404. An address without a line here fails the tests: add a line, and think of every role.
"""

from collections.abc import Mapping

from tests.conventions.lines import (
    ADMIN_ONLY,
    AS_SEEN_BESIDE,
    AS_SEEN_DECISION,
    AS_SEEN_DOSSIER,
    AS_SEEN_PROGRAMME,
    AS_SEEN_REGISTRATION,
    READS_THE_AWARDS,
    Line,
    on_campaigns,
    on_decisions,
    on_dossiers,
    on_evidence,
    on_registrations,
)
from tests.conventions.sights import (
    ALL,
    ANY,
    CELL,
    COMMITTEES,
    DECISIONS,
    NONE,
    OF_ANOTHER_STATE,
    READS_THE_ANSWERS,
    READS_THE_HISTORY,
    READS_THE_VERSIONS,
    SEES,
    STEPS,
    TEAM,
    Who,
    who,
)

# --- what each person may open or send

REVIEWERS = who("reviewer, other reviewer")
KEEPERS = who("authority, admin")
READS_THE_FIGURES = REVIEWERS | READS_THE_ANSWERS["certification"] - CELL  # of a commune: who judges by them

READS_THE_YEAR: Line = {
    "title draft": CELL,
    "dossier rejected": READS_THE_ANSWERS["rejected"],
    "dossier withdrawn": CELL,
    "dossier discontinued": READS_THE_ANSWERS["discontinued"],
}
ENDED = ("dossier rejected", "dossier withdrawn", "dossier discontinued")
WRITES_THE_YEAR: Line = {"title draft": CELL} | dict.fromkeys(ENDED, NONE)

GET: Mapping[str, Line] = {
    "work.show": {ANY: ALL},
    "work.samples": {ANY: ALL},
    "units.index": {ANY: ALL},
    "units.show": {"unit": ALL, "unit that sent": ALL, "unit above": ALL},
    "unit_changes.show": {"unit": who("admin")},
    "unit_changes.new": {ANY: who("admin")},
    "unit_file.show": {ANY: who("admin")},
    "unit_file.written": {ANY: who("admin")},
    "unit_tasks.show": {"dossier commune_review": who("reviewer")},
    "deadlines.show": {"dossier draft": who("reviewer")},
    "kept.show": {"dossier draft": CELL},
    "accounts.index": {ANY: who("admin")},
    "accounts.new": {ANY: who("admin")},
    "accounts.show": ADMIN_ONLY,
    "own_account.show": {ANY: ALL},
    "jobs.index": {ANY: ALL},
    "jobs.show": {"job": SEES["job"]},
    "jobs.result": {"job": NONE},  # papers are files of their own: this job gives no other
    "jobs.ask_import": {ANY: who("admin")},
    "record.index": {ANY: who("admin, inspector, other inspector")},
    "programmes.index": {ANY: SEES["programme published"]},
    "programmes.show": AS_SEEN_PROGRAMME,
    "programmes.file": AS_SEEN_PROGRAMME,
    "programme_import.new": {ANY: who("admin")},
    "campaigns.index": {ANY: ALL},
    "opening.show": {ANY: COMMITTEES | who("admin")},
    "campaigns.show": {name: SEES[name] for name in ("campaign rating", "campaign four")},
    "campaigns.review": on_campaigns(REVIEWERS),
    "campaigns.sent_year": on_campaigns(NONE, REVIEWERS),  # the rating has no work through the year
    "campaigns.ask_note": on_campaigns(NONE),  # only a light campaign has sheets to note
    "campaigns.figures": on_campaigns(READS_THE_FIGURES, READS_THE_FIGURES - who("commune")),
    "campaigns.appraisal": on_campaigns(TEAM),
    "campaigns.members_decided": on_campaigns(REVIEWERS, NONE),  # a title has no such counts
    "process.show": on_campaigns(who("admin")),
    "rehearsals.show": on_campaigns(NONE),  # for administrators, when a campaign is over: none is over here
    "ending.ask_close": on_campaigns(KEEPERS),
    "ending.ask_reopen": on_campaigns(NONE),  # all campaigns are open here
    "ending.ask_cancel": on_campaigns(NONE, KEEPERS),  # something is decided in the rating
    "campaigns.plan": on_campaigns(NONE) | {"campaign model": SEES["campaign model"]},
    "registrations.index": on_campaigns(NONE)
    | {"campaign model": CELL | REVIEWERS | who("commune, other commune, authority, neighbour, stranger")},
    "registrations.show": AS_SEEN_REGISTRATION,
    "registrations.ask_withdrawal": on_registrations(registered=who("secretary")),
    "decisions.edit": on_campaigns(who("commune, other commune, authority"), who("authority")),
    "decisions.show": AS_SEEN_DECISION,
    "decisions.sheet": AS_SEEN_DECISION | {"decision HU-A drafted": NONE},
    "decisions.ask_vote": on_decisions("decision HU-A drafted"),
    "decisions.ask_reopening": on_decisions("decision HU voted"),
    "decisions.ask_discarding": on_decisions("decision HU-A drafted"),
    "commendations.register": {ANY: COMMITTEES | who("clerk, inspector, other clerk, other inspector")},
    "commendations.awards": {name: SEES[name] for name in ("campaign rating", "campaign four")},
    "commendations.show": {"commendation": SEES["commendation"]},
    "commendations.file": {"commendation": SEES["commendation"]},
    "dossiers.show": AS_SEEN_DOSSIER | AS_SEEN_BESIDE,
    "dossiers.check": on_dossiers(READS_THE_ANSWERS),
    "dossiers.level": on_dossiers(READS_THE_ANSWERS) | {"title appraisal": SEES["title appraisal"]},
    "awards.show": on_dossiers(READS_THE_AWARDS) | {"title appraisal": NONE},  # a title has no awards
    "dossiers.subordinates": on_dossiers(READS_THE_ANSWERS),
    "dossiers.history": on_dossiers(READS_THE_HISTORY) | AS_SEEN_BESIDE,
    "dossiers.paper": {"dossier commune_review": CELL},
    "versions.show": READS_THE_VERSIONS,
    "versions.file": READS_THE_VERSIONS,
    "dossiers.step": on_dossiers({}),  # depends on state and step: see STEPS
    "answers.group": on_dossiers(READS_THE_ANSWERS),
    "answers.members": on_dossiers(READS_THE_ANSWERS),
    "answers.ballot": on_dossiers(READS_THE_ANSWERS),
    "evidence.index": on_dossiers(READS_THE_ANSWERS),
    "year.index": READS_THE_YEAR,
    "year.sent": dict.fromkeys(("title draft", *ENDED), who("reviewer")),
    "year.month": READS_THE_YEAR,
    "year.thematic": READS_THE_YEAR,
    "year.half_year": READS_THE_YEAR,
    "year.workbook": WRITES_THE_YEAR,
    "year.template": WRITES_THE_YEAR,
    "evidence.download": on_evidence(READS_THE_ANSWERS),
    "evidence.ask_remove": on_evidence({"draft": CELL}),
}

POST: Mapping[str, Line] = {
    "accounts.make": {ANY: who("admin")},
    "unit_changes.make": {ANY: who("admin")},
    "unit_file.read_back": {ANY: who("admin")},
    "unit_changes.change": {"unit": who("admin")},
    "units.set_phone": {"unit": NONE},  # a cell has no office of its own
    "unit_tasks.answer": {"dossier commune_review": who("reviewer")},
    "deadlines.move": {"dossier draft": who("reviewer")},
    "kept.keep": {"dossier draft": CELL},
    "programme_import.preview": {ANY: who("admin")},
    "programme_import.take_in": {ANY: who("admin")},
    "programmes.publish": {"programme draft": who("admin"), "programme published": NONE},
    "programmes.withdraw": {"programme draft": who("admin"), "programme published": who("admin")},
    "accounts.grant": ADMIN_ONLY,
    "accounts.end_grant": ADMIN_ONLY,
    "accounts.rename": ADMIN_ONLY,
    "accounts.reset": ADMIN_ONLY,
    "accounts.approve_link": ADMIN_ONLY,
    "agreement.explain": on_dossiers({"draft": CELL}),
    "dual_offices.allow": ADMIN_ONLY,
    "dual_offices.end": ADMIN_ONLY,
    "own_account.confirm_password": {ANY: ALL},
    "own_account.change_password": {ANY: ALL},
    "own_account.end_all": {ANY: ALL},
    "own_account.end_sign_in": {"sign-in": NONE},
    "own_account.note_links": {ANY: ALL},
    "passkeys.add": {ANY: ALL},
    "passkeys.ask_new": {ANY: ALL},
    "passkeys.remove": {"passkey": NONE},
    "accounts.disable": ADMIN_ONLY,
    "accounts.enable": ADMIN_ONLY,
    "campaigns.review_many": on_campaigns(REVIEWERS),
    "campaigns.note_many": on_campaigns(NONE),
    "opening.send": {ANY: COMMITTEES | who("admin")},
    "process.adopt": on_campaigns(who("admin")),
    "ending.close": on_campaigns(KEEPERS),
    "ending.reopen": on_campaigns(NONE),
    "ending.cancel": on_campaigns(NONE, KEEPERS),
    "rehearsals.rehearse": on_campaigns(NONE),
    "registrations.settle": on_campaigns(NONE) | {"campaign model": REVIEWERS},
    "registrations.register": on_registrations(invited=who("secretary"), registered=who("secretary")),
    "registrations.withdraw": on_registrations(registered=who("secretary")),
    "registrations.survey": on_registrations(registered=who("reviewer")),
    "registrations.check": on_registrations(confirmed=who("reviewer")),
    "registrations.record_works": on_registrations(confirmed=CELL),
    "campaigns.save_members_decided": on_campaigns(REVIEWERS, NONE),
    "campaigns.explain": on_campaigns(who("reviewer")),  # the reviewer of the commune in the form
    "campaigns.correct": on_campaigns(who("reviewer")),
    "decisions.draft": on_campaigns(who("commune, other commune, authority"), who("authority")),
    "decisions.save": on_campaigns(who("commune, other commune, authority"), who("authority")),
    "decisions.vote": on_decisions("decision HU-A drafted"),
    "decisions.discard": on_decisions("decision HU-A drafted"),
    "decisions.reopen": on_decisions("decision HU voted"),
    "decisions.issue": on_decisions("decision HU voted"),
    "decisions.print_papers": on_decisions(*DECISIONS) | {"decision HU issued": who("authority, clerk")},
    "decisions.ask_volume": on_decisions(*DECISIONS) | {"decision HU issued": who("authority, clerk")},
    "jobs.act": {"job": SEES["job"]},
    "jobs.take_import": {ANY: who("admin")},
    "jobs.export": {ANY: who("admin")},
    "commendations.print_paper": {"commendation": who("authority, clerk")},
    "commendations.print_register": {ANY: COMMITTEES | who("clerk, other clerk")},
    "dossiers.take_step": on_dossiers({}),  # depends on state and step: see STEPS
    "answers.save_group": on_dossiers({"draft": CELL}),
    "answers.save_members": on_dossiers({"draft": CELL}),
    "answers.save_ballot": on_dossiers({"draft": CELL}),
    "evidence.attach": on_dossiers({"draft": CELL}),
    "year.save_month": WRITES_THE_YEAR,
    "year.send": WRITES_THE_YEAR,
    "year.save_thematic": WRITES_THE_YEAR,
    "year.save_half_year": WRITES_THE_YEAR,
    "year.import_workbook": WRITES_THE_YEAR,
    "evidence.remove": on_evidence({"draft": CELL}),
    "evidence.restore": on_evidence({"draft": CELL}),
    "awards.save": on_dossiers({"appraisal": TEAM}),
    "awards.propose": on_dossiers({"appraisal": who("lead")}),
    "campaigns.pass_on": on_campaigns(who("lead"), NONE),
    "layers.save": on_dossiers({}),  # depends on state and layer: see LAYERS
    "layers.receive_paper": on_dossiers({"commune_review": who("reviewer")}),
}
LAYERS: Mapping[tuple[str, str], Who] = {
    ("commune_review", "commune"): who("reviewer"),
    ("appraisal", "appraiser"): TEAM,
    ("appraisal", "panel"): who("lead"),
}


def words_beside(standing: str) -> dict[str, tuple[str, ...]]:
    """Returns the steps and layers to try on the thing in the address."""
    here = standing.rpartition(" ")[2]
    steps = tuple(step for state, step in STEPS if state == here)
    layers = ("commune", "appraiser", "panel") if any(state == here for state, _ in LAYERS) else ("commune",)
    return {"step": tuple(dict.fromkeys((*steps, *OF_ANOTHER_STATE))), "layer": layers}


def sees(standing: str) -> Who:
    """Returns the people who see the thing. Those who see a dossier see its evidence."""
    return SEES[standing.replace("evidence ", "dossier ")]


def may(method: str, endpoint: str, standing: str, given: Mapping[str, str]) -> Who:
    """Returns the people who may do this with the thing and the words (step, layer) in the address."""
    state = standing.rpartition(" ")[2]
    if "step" in given:
        return STEPS.get((state, given["step"]), NONE)
    if "layer" in given:
        return LAYERS.get((state, given["layer"]), NONE)
    return (GET if method == "GET" else POST)[endpoint][standing]
