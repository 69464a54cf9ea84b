"""The figures of single cells beside the sum of their commune: each for those who read the dossier it stands in."""

from sqlalchemy import select

from grading.actors import Standing
from grading.models import Campaign
from grading.services.figures import comparison
from tests.integration.figures.test_figures import report
from tests.reading import words_of
from tests.season import get
from workflows import Role, State

OF_BOTH = ("Chi bộ 01 xã Mẫu A 10 Nhập khi tự đánh giá", "Chi bộ 02 xã Mẫu A 10 Nhập khi tự đánh giá")


def test_the_team_sees_the_figure_of_a_cell_once_its_dossier_has_come_there(season):
    season.open()
    season.bring("HU-A-01", State.appraisal)
    season.bring("HU-A-02", State.commune_review)
    with season.writing() as session:
        report(season, session, "HU-A", {"members_official": 15})
    logins = (season.reviewer("HU-A-01"), season.who(Role.appraisal_lead, "HU"))

    reviewer, lead = (words_of(season.client(login).get("/campaigns/1/figures")) for login in logins)

    assert [each in reviewer for each in OF_BOTH] == [True, True]
    assert [each in lead for each in OF_BOTH] == [True, False]
    assert "Chi bộ 02 xã Mẫu A Chưa được xem" in lead


def test_a_secretary_who_reviews_too_reads_what_counts_of_the_own_cell_although_the_draft_says_more(season):
    season.open()
    season.submit("HU-A-01")
    season.step("HU-A-01", "take_back", season.secretary("HU-A-01"))
    season.count_members("HU-A-01", members_official=12)
    with season.writing() as session:
        report(season, session, "HU-A", {"members_official": 15})

    with season.reading() as session:
        seats = {Role.commune_reviewer: "HU-A", Role.cell_secretary: "HU-A-01"}
        who = Standing(account_id=1, seats={role: frozenset({get(session, code).id}) for role, code in seats.items()})
        campaign = session.scalars(select(Campaign)).one()
        compared = comparison.compare(session, who, campaign, get(session, "HU-A").id)

    (cell,) = [
        each for row in compared if row.finding.metric == "members_official" for each in row.cells if each.figure
    ]
    assert (cell.figure.value, cell.is_closed) == (1000, False)
