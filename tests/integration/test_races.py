"""Two people act at the same moment: one wins and the other is told, or both do what does not touch the same thing.

Each act is sent through the pages by two threads, several times, on both databases. The numbers are printed.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from threading import Barrier, Thread

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from grading.actors import actor_of, command
from grading.models import Account, Evidence, Figure, Grant, Move, Result, ResultInForce, SignInFailure
from grading.services.accounts import accounts, roles
from grading.services.campaigns import unit_file
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.opening import open_campaign
from grading.services.figures import figures
from grading.services.invariants import checks
from grading.services.programmes import lookup
from grading.services.results.importing import import_past_results
from tests.integration.decisions.test_deciding_at_once import together
from tests.season import PDF, Season
from tests.seats import get
from workflows import Role, Tier

pytestmark = pytest.mark.both_databases
CELL, OTHER, COMMUNE, TIMES = "HU-A-01", "HU-A-02", "HU-A", 5
Ask = Callable[[], TestResponse]


def at_once(*asks: Ask) -> list[int]:
    """Sends the requests at the same moment. Returns their statuses in this order."""
    return [answer.status_code for answer in together_at(*asks)]


def together_at(*asks: Ask) -> list[TestResponse]:
    """Sends the requests at the same moment. Returns their answers in this order."""
    start, answers = Barrier(len(asks)), dict[int, TestResponse]()

    def run(number: int, ask: Ask) -> None:
        start.wait(timeout=20)
        answers[number] = ask()

    threads = [Thread(target=run, args=pair) for pair in enumerate(asks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [answers[number] for number in range(len(asks))]


def told(what: str, outcomes: Sequence[object]) -> None:
    print(f"{what}: {dict(Counter(map(str, outcomes)))}")


@pytest.fixture
def opened(season: Season) -> Season:
    season.open()
    season.answer(CELL)
    return season


def group_form(client: FlaskClient, dossier: str) -> tuple[str, dict[str, str], str]:
    """Returns the address of the first group, its form as it is, and the name of its first box of words."""
    key = re.search(r'/groups/([^"#?]+)', client.get(dossier).text).group(1)
    page = client.get(f"{dossier}/groups/{key}").text
    boxes = re.findall(r'name="(words-[^"]+)"', page)
    form = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', page))
    return f"{dossier}/groups/{key}", form | dict.fromkeys(boxes, "12/12 kỳ đạt yêu cầu."), boxes[0]


def test_two_people_on_two_pages_of_one_dossier_do_not_collide(opened):
    dossier = f"/dossiers/{opened.dossier_id(CELL)}"
    secretary = opened.client(opened.secretary(CELL))
    committee = opened.client(opened.who(Role.cell_committee, CELL))
    statuses = []

    for number in range(TIMES):
        address, form, box = group_form(secretary, dossier)
        counts = {"members_official": f"{10 + number}", "members_probationary": "1", "members_rated": f"{11 + number}",
                  "members_excellent": "2", "members_good": f"{8 + number}", "members_completed": "1",
                  "members_not_completed": "0"}  # fmt: skip
        seen = dict(re.findall(r'name="(seen-[^"]+)" value="([^"]*)"', committee.get(f"{dossier}/members").text))
        autosave = partial(secretary.post, address, data=form | {box: f"Lần {number}"}, headers={"X-Autosave": "1"})
        statuses.append(at_once(autosave, partial(committee.post, f"{dossier}/members", data=counts | seen)))

    told("two pages", statuses)
    assert statuses == [[200, 303]] * TIMES


def test_a_second_click_on_sending_is_the_same_act(opened):
    for _number in range(2):
        opened.count_members(CELL)
    opened.vote(CELL)
    opened.attach(CELL)
    client, dossier = opened.client(opened.secretary(CELL)), f"/dossiers/{opened.dossier_id(CELL)}"
    version = re.search(r'name="version" value="(\d+)"', client.get(f"{dossier}/check").text).group(1)

    statuses = at_once(*[lambda: client.post(f"{dossier}/steps/submit", data={"version": version})] * 2)

    told("second click", [statuses])
    assert statuses == [303, 303]
    with opened.reading() as session:
        moves = session.scalars(select(Move.step).where(Move.dossier_id == opened.dossier_id(CELL))).all()
    assert moves == ["submit"]


def test_the_same_file_is_attached_for_two_cells_at_once(opened):
    opened.answer(OTHER)
    cells, start, failures = (CELL, OTHER), Barrier(2), []

    def bring(cell: str) -> None:
        start.wait(timeout=20)
        try:
            opened.attach(cell, content=PDF)
        except Exception as failure:
            failures.append(failure)

    threads = [Thread(target=bring, args=(cell,)) for cell in cells]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert failures == []
    with opened.reading() as session:
        attached = session.scalars(select(Evidence.dossier_id)).all()
    assert set(attached) == {opened.dossier_id(cell) for cell in cells}


def test_one_file_of_past_results_imported_twice_at_once_stands_once(season, tmp_path):
    path = tmp_path / "past.csv"
    head = "year,unit_code,kind,programme_key,outcome,source\n"
    path.write_text(head + f"2021,{CELL},rating,r2019,GOOD,báo\n", encoding="utf-8")

    def bring_in(session, meet):
        meet()
        import_past_results(session, command(season.now), path, shipped=lookup.models(session))

    failures = together(season, bring_in, bring_in)

    assert failures == []
    with season.reading() as session:
        assert session.scalar(select(func.count()).select_from(Result)) == 1
        assert session.scalar(select(func.count()).select_from(ResultInForce)) == 1


def test_one_campaign_opened_twice_at_once_is_opened_once(season):
    programme = season.programme("demo-giong-rieng-r2019")
    chosen = Opening(
        code="hai-lan", year=2022, as_of=date(2022, 12, 31), authority_code="HU", commune_codes=("HU-A",),
        tier=Tier.three_tier, opens_on=date(2022, 12, 1), submit_by=date(2022, 12, 20), demo=True,
    )  # fmt: skip

    def open_it(session, meet):
        meet()
        open_campaign(session, command(season.now), programme, chosen)

    failures = together(season, open_it, open_it)

    assert [failure.reasons[0].code for failure in failures] == ["campaign_code_used"]


def test_one_file_of_units_imported_twice_at_once_adds_its_units_once(season, tmp_path):
    path, added = tmp_path / "units.csv", []
    head = "code,kind,org_name,committee_name,issuer_name,parent_code,cell_type,valid_from,valid_to,named_in_source"
    path.write_text(f"{head}\nHU-A-77,cell_subordinate,Chi bộ 77 xã Mẫu A,,,HU-A,,,,yes\n", encoding="utf-8")

    def bring_in(session, meet):
        meet()
        added.append(unit_file.add_file(session, command(season.now), path))

    failures = together(season, bring_in, bring_in)

    assert failures == []
    assert sorted(added) == [0, 1]


def test_a_role_given_twice_at_once_is_given_once(season):
    season.make_account("hai-lan")

    def give(login, session, meet):
        account = accounts.find_account(session, "hai-lan")
        admin = actor_of(session, accounts.find_account(session, login), season.now)
        meet()
        roles.grant_role(session, admin, account, Role.inspector, get(session, "HU"), valid_from=admin.today)

    failures = together(season, *(partial(give, season.make_account(each, Role.admin)) for each in ("a", "b")))

    assert [failure.reasons[0].code for failure in failures] == ["grant_exists"]
    with season.reading() as session:
        of_account = select(func.count()).select_from(Grant).join(Account, Grant.account_id == Account.id)
        assert session.scalar(of_account.where(Account.login == "hai-lan")) == 1


def test_two_corrections_of_one_figure_at_once_keep_one_and_tell_the_other(season):
    season.open()
    season.who(Role.commune_reviewer, COMMUNE)
    with season.writing() as session:
        for code, value in ((COMMUNE, 120), (CELL, 60), (OTHER, 61)):
            figures.report(
                session, command(season.now), get(session, code).id, 2022, {"members": value * 100}, source="x"
            )
        unit_id = get(session, COMMUNE).id
    client = season.client(season.reviewer(CELL))
    form = {"unit": str(unit_id), "year": "2022", "metric": "members", "rule": "members", "reported": "12000"}

    forms = [form | {"value": value, "reason": "Đếm lại."} for value in ("121", "122")]
    statuses = at_once(*(partial(client.post, "/campaigns/1/figures/corrections", data=each) for each in forms))

    told("two corrections", [statuses])
    assert sorted(statuses) == [303, 409]
    with season.reading() as session:
        values = session.scalars(select(Figure.value).where(Figure.unit_id == unit_id).order_by(Figure.id)).all()
    assert len(values) == 2


def test_parallel_wrong_passwords_are_all_counted(season):
    login = season.secretary(CELL)
    clients = [season.app.test_client() for _number in range(10)]

    typed = {"login": login, "password": "sai-mat-khau"}
    statuses = at_once(*(partial(client.post, "/sign-in", data=typed) for client in clients))

    told("wrong passwords", statuses)
    with season.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInFailure)) == 8
        assert not any(checks.run(session).values())


def test_a_second_click_on_disabling_an_account_is_no_conflict(season):
    season.make_account("nghi-viec")
    client = season.client(season.who(Role.admin))
    season.app.testing = False
    with season.reading() as session:
        address = f"/accounts/{accounts.find_account(session, 'nghi-viec').id}/disabling"

    statuses = [at_once(*[partial(client.post, address)] * 2) for _time in range(TIMES)]

    told("disabling", statuses)
    assert statuses == [[303, 303]] * TIMES
    with season.reading() as session:
        assert accounts.find_account(session, "nghi-viec").disabled_at is not None
