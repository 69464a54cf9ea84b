"""The list of an issued decision shows what the committee voted on, wherever the dossiers are now."""

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
