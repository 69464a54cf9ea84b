"""The list of an issued decision shows what the committee voted on, wherever the dossiers are now."""

import re

from sqlalchemy import select

from grading.models import Decision
from workflows import Role, State

CELL = "HU-A-01"


def test_a_commune_still_reads_what_it_voted_on_after_endorsing(season):
    season.open()
    season.bring(CELL, State.appraisal)
    with season.reading() as session:
        decision_id = session.scalars(select(Decision.id)).one()

    page = season.client(season.who(Role.authority_secretary, "HU-A")).get(f"/decisions/{decision_id}/list")

    assert page.status_code == 200
    assert "9/9" in page.text  # the votes of the cell's own ballot, out of the members that count for its majority


def test_columns_that_belong_together_stand_under_one_head(season):
    season.open()
    season.bring(CELL, State.certified)
    with season.reading() as session:
        decision_id = session.scalars(select(Decision.id).order_by(Decision.id)).first()

    page = season.client(season.who(Role.authority_secretary, "HU-A")).get(f"/decisions/{decision_id}/list").text

    first, second, *rows = re.findall(r'<tr role="row".*?</tr>', page, re.DOTALL)
    assert '<th role="columnheader" scope="col" colspan="3" class="c">Số đảng viên</th>' in first
    assert [each in second for each in ("chính thức", "dự bị", "được đánh giá", "HTXSNV")] == [True] * 4
    assert second.count("<th ") + first.count("rowspan") == rows[0].count("<td ") + rows[0].count("<th ")
