"""The figures of single cells beside the sum of their commune: each for those who read the dossier it stands in."""

from tests.integration.figures.test_figures import report
from tests.reading import words_of
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
