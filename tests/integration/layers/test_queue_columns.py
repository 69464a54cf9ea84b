"""Every cell of the commune's queue says on a phone which column it belongs to, empty or not."""

import re

from tests.integration.pages import text_of
from tests.season import Season
from workflows import State

NAMED_BY_THEMSELVES = 3
"""The box, the name and the state: what they are needs no label."""
HEAD = re.compile(r'<th role="columnheader".*?</th>', re.S)
ROW = re.compile(r'<tr role="row"><td .*?</tr>', re.S)
LABEL = re.compile(r'<td [^>]*data-label="([^"]+)"')


def test_every_cell_of_the_queue_is_labelled_with_the_head_of_its_column(season: Season) -> None:
    season.open()
    season.bring("HU-A-02", State.appraisal)
    season.submit("HU-A-03")
    season.submit("HU-A-04")
    season.step("HU-A-04", "send_back", season.reviewer("HU-A-04"), note="Bổ sung.", criteria=("ideology",))

    page = season.client(season.reviewer("HU-A-01")).get("/campaigns/1/review").text

    heads = [text_of(head) for head in HEAD.findall(page)][NAMED_BY_THEMSELVES:]
    rows = [LABEL.findall(row) for row in ROW.findall(page)]
    assert len(heads) >= 6
    assert len(rows) == 5
    assert rows == [heads] * len(rows)
