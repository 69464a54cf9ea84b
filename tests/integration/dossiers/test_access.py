"""Access to a dossier depends on the role, the state, exactly the unit and exactly the days of the grant."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from grading.actors import actor_of, command
from grading.models import Dossier
from grading.permissions import roles_on, visible_to
from grading.services.accounts import roles
from grading.services.dossiers import dossiers
from tests.season import Season
from tests.seats import get
from workflows import CELL_ROLES, Role, State

CELL = "HU-A-01"
SEATS = {
    Role.cell_secretary: CELL,
    Role.cell_committee: CELL,
    Role.commune_reviewer: "HU-A",
    Role.appraiser: "HU",
    Role.appraisal_lead: "HU",
    Role.authority_secretary: "HU",
    Role.award_clerk: "HU",
    Role.inspector: "HU",
    Role.admin: None,
}
"""The unit of each role's seat towards this cell's dossier. The commune's committee has a seat too: COMMITTEE."""
COMMITTEE = "authority_secretary of the commune"

OF_THE_CELL = {Role.cell_secretary, Role.cell_committee}
UP_TO_REVIEW = OF_THE_CELL | {Role.commune_reviewer}
UP_TO_APPRAISAL = UP_TO_REVIEW | {COMMITTEE, Role.appraiser, Role.appraisal_lead}
UP_TO_CERTIFICATION = UP_TO_APPRAISAL | {Role.authority_secretary}
RATING = {
    State.draft: UP_TO_REVIEW,
    State.commune_review: UP_TO_REVIEW | {COMMITTEE},
    State.appraisal: UP_TO_APPRAISAL,
    State.certification: UP_TO_CERTIFICATION,
    State.certified: UP_TO_CERTIFICATION | {Role.award_clerk, Role.inspector},
}
ENDED = UP_TO_CERTIFICATION - {COMMITTEE} | {Role.award_clerk, Role.inspector}
RECOGNITION = {State.withdrawn: UP_TO_REVIEW, State.rejected: ENDED}
"""The district decides on the title, so the commune's committee has no part in the decision."""


def seen_by(season: Season, day: date | None = None) -> set[str]:
    """Returns the roles that see the dossier, among the roles that have a seat towards it."""
    roles = set()
    for role, unit in SEATS.items():
        if sees(season, season.who(role, unit), day):
            roles.add(role)
    if sees(season, season.who(Role.authority_secretary, "HU-A"), day):
        roles.add(COMMITTEE)
    return roles


def sees(season: Season, login: str, day: date | None = None) -> bool:
    """Returns whether the account sees the dossier. The query of its page and the list of dossiers must agree."""
    with season.acting(login) as (session, actor):
        now = season.now if day is None else datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
        visible = visible_to(actor_of(session, actor.person, now).standing)
        in_list = session.scalars(select(Dossier.id).where(Dossier.id == season.dossier_id(CELL), visible)).first()
        try:
            dossiers.get_dossier(session, actor_of(session, actor.person, now), season.dossier_id(CELL))
        except NoResultFound:
            assert in_list is None
            return False
        assert in_list is not None
        return True


# --- by state


def test_each_role_sees_a_rating_only_from_the_state_in_which_it_needs_the_dossier(season):
    season.open()
    roles_by_state = {}
    for state in RATING:
        season.bring(CELL, state)
        roles_by_state[state] = seen_by(season)

    assert roles_by_state == RATING


def test_exactly_the_listed_roles_see_a_withdrawn_or_rejected_recognition(season):
    season.open("four", programme="demo-four-good")
    season.step(CELL, "withdraw", season.secretary(CELL), note="Xin đăng ký năm sau.")
    roles_by_state = {State.withdrawn: seen_by(season)}
    season.step(CELL, "reopen", season.secretary(CELL))
    season.bring(CELL, State.appraisal)
    season.step(CELL, "reject", season.who(Role.appraisal_lead, "HU"), note="Chưa đủ thời gian.")
    roles_by_state[State.rejected] = seen_by(season)

    assert roles_by_state == RECOGNITION


def test_the_appraiser_no_longer_sees_a_dossier_that_was_sent_back(season):
    season.open()
    season.bring(CELL, State.appraisal)
    appraiser = season.who(Role.appraiser, "HU")
    assert sees(season, appraiser)

    season.step(CELL, "send_back", season.who(Role.appraisal_lead, "HU"), note="Đối chiếu lại số liệu.")

    assert not sees(season, appraiser)
    assert season.state(CELL) is State.commune_review


# --- by unit


@pytest.mark.parametrize("role", [role for role, unit in SEATS.items() if unit])
def test_a_role_counts_on_its_own_unit_and_on_no_unit_above_below_or_beside_it(season, role):
    season.open()
    season.bring(CELL, State.certified)
    expected_units = {SEATS[role]} | ({"HU-A"} if role is Role.authority_secretary else set())
    cells = (CELL, "HU-A-02", "HU-B-01") if role in CELL_ROLES else ()  # other roles are not granted there

    units_that_see_it = {
        unit
        for unit in ("HU", "HU-A", "HU-B", *cells)
        if sees(season, season.make_account(f"ai-do.{unit.casefold()}", role, unit))
    }

    assert units_that_see_it == expected_units


def test_two_roles_on_two_units_do_not_mix(season):
    """The account reviews in another commune and is secretary of another cell, so it does not review this cell."""
    season.open()
    season.bring(CELL, State.commune_review)
    login = season.make_account("hai-vai", Role.commune_reviewer, "HU-B")
    season.make_account("hai-vai", Role.cell_secretary, "HU-A-02")

    assert not sees(season, login)


def test_the_communes_committee_decides_during_the_communes_review_and_only_reads_afterwards(season):
    season.open()
    season.bring(CELL, State.commune_review)
    roles_during_review = roles_of(season, season.who(Role.authority_secretary, "HU-A"))
    season.review(CELL)
    season.decide("HU-A")
    season.hand_on(CELL, State.appraisal)
    roles_afterwards = roles_of(season, season.who(Role.authority_secretary, "HU-A"))

    assert (roles_during_review, roles_afterwards) == ({Role.authority_secretary}, {Role.commune_reviewer})


def roles_of(season: Season, login: str) -> set[Role]:
    with season.acting(login) as (session, actor):
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        return set(roles_on(actor.standing, dossier))


# --- by day


def test_a_grant_holds_from_its_first_day_to_the_end_of_its_last_day(season):
    season.open()
    grant(season, "thoi-han", date(2026, 3, 1), date(2026, 3, 31))

    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]

    assert [sees(season, "thoi-han", day) for day in days] == [False, True, True, False]


def test_the_last_day_of_a_grant_ends_at_midnight_in_hanoi(season):
    season.open()
    grant(season, "thoi-han", date(2026, 3, 1), date(2026, 3, 31))
    last_second = datetime(2026, 3, 31, 16, 59, 59, tzinfo=UTC)

    with season.acting("thoi-han") as (session, actor):
        assert dossiers.get_dossier(session, actor_of(session, actor.person, last_second), season.dossier_id(CELL))
        with pytest.raises(NoResultFound):
            dossiers.get_dossier(
                session, actor_of(session, actor.person, last_second + timedelta(seconds=1)), season.dossier_id(CELL)
            )


def grant(season: Season, login: str, first: date, last: date) -> None:
    season.make_account(login)
    with season.acting(login) as (session, actor):
        roles.grant_role(
            session,
            command(season.now),
            actor.person,
            Role.cell_secretary,
            get(session, CELL),
            valid_from=first,
            valid_to=last,
        )
