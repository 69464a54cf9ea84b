"""An administrator writes the units out as a table, changes it, and reads it back with every difference row by row."""

import re
from io import BytesIO

from sqlalchemy import select

from grading.documents.workbooks import read_book
from grading.models import Done, Event
from tests.reading import words_of
from tests.reorganising import CELL, NEIGHBOUR, OTHER, name_on
from tests.season import Season
from tests.seats import get
from workflows import Role

PAGE = "/units/file"
REASON = "Nghị quyết số 3-NQ/HU, ngày 02/5/2022"


def admin(season: Season):
    return season.client(season.who(Role.admin))


def table_of(client) -> str:
    return client.get(f"{PAGE}/csv").text


def sent(client, text: str, **typed: str):
    """Sends a file for the preview, and returns the answer with the fields of its form."""
    answer = client.post(PAGE, data={"file": (BytesIO(text.encode()), "don-vi.csv"), "do": "preview"} | typed)
    hidden = dict(re.findall(r'name="(name|digest)" value="([^"]*)"', answer.text))
    return answer, hidden | typed


def changed(text: str, code: str, before: str, after: str) -> str:
    return "\n".join(line.replace(before, after) if line.startswith(f"{code},") else line for line in text.split("\n"))


def test_the_table_comes_back_unchanged(season):
    client = admin(season)

    answer, _typed = sent(client, table_of(client))

    assert "Không có gì phải ghi" in answer.text
    assert "Ghi các thay đổi" not in answer.text


def test_the_workbook_holds_the_same_rows(season):
    client = admin(season)

    book = read_book("don-vi.xlsx", client.get(f"{PAGE}/xlsx").data, max_bytes=10_000_000)

    codes = [line.split(",")[0] for line in table_of(client).split("\n")[1:-1]]
    assert [row[0] for _line, row in book.sheets[0].rows[1:]] == codes


def test_what_is_imported_is_what_the_preview_showed(season):
    client, day = admin(season), {"day": "01/6/2022", "reason": REASON}
    names = {code: name_on(season, code, season.now.date()) for code in (CELL, OTHER)}
    table = changed(table_of(client), CELL, names[CELL], "Chi bộ ấp Đổi Tên")

    preview, typed = sent(client, table, **day)
    before = name_on(season, CELL, season.now.date())
    made = client.post(PAGE, data=typed | {"do": "make"}, follow_redirects=True)

    assert "Chi bộ ấp Đổi Tên" in preview.text
    assert f"Tên tổ chức: {names[CELL]} → Chi bộ ấp Đổi Tên" in preview.text
    assert before == names[CELL]
    assert "đổi 1" in made.text
    assert name_on(season, CELL, season.now.date()) == "Chi bộ ấp Đổi Tên"
    assert name_on(season, OTHER, season.now.date()) == names[OTHER]
    with season.reading() as session:
        assert session.scalars(select(Event.done).order_by(Event.id.desc())).first() is Done.unit_changed


def test_one_refused_row_stores_nothing_and_keeps_the_file(season):
    client = admin(season)
    name = name_on(season, CELL, season.now.date())
    table = (
        changed(table_of(client), CELL, name, "Chi bộ ấp Đổi Tên").rstrip() + "\nMOI-01,cell,Chi bộ Mới,,,HU-A,,,,no\n"
    )

    answer, typed = sent(client, table, day="01/6/2022", reason=REASON)
    made = client.post(PAGE, data=typed | {"do": "make"})

    assert "Chưa ghi gì" in answer.text
    assert "don-vi.csv" in answer.text
    assert made.status_code == 422
    assert name_on(season, CELL, season.now.date()) == name


def test_a_change_without_a_day_is_one_mistake_of_the_box_and_speaks_of_no_command(season):
    client, table = admin(season), table_of(admin(season))
    for code in (CELL, OTHER):
        table = changed(table, code, name_on(season, code, season.now.date()), f"Chi bộ mới {code}")

    answer, _typed = sent(client, table)

    page = words_of(answer)
    assert page.count("Mời ghi ngày đầu tiên của thay đổi.") == 2  # in the list of mistakes and at the box
    assert "Chưa ghi căn cứ hoặc lý do." in page
    assert "--" not in page
    assert f"→ Chi bộ mới {CELL}" in page


def test_the_preview_counts_the_open_dossiers_that_get_a_task(season):
    season.open()
    client = admin(season)
    table = "\n".join(
        line.replace(",HU-A,", f",{NEIGHBOUR},") if line.startswith((f"{CELL},", f"{OTHER},")) else line
        for line in table_of(client).split("\n")
    )

    answer, _typed = sent(client, table, day="01/6/2022", reason=REASON)

    page = words_of(answer)
    assert "Hồ sơ phải xử lý 2" in page
    assert page.count("Cấp ủy cấp trên: Đảng ủy xã Mẫu A → Đảng ủy xã Mẫu B Hồ sơ phải xử lý: 1") == 2


def test_the_file_begins_with_a_byte_order_mark(season):
    content = admin(season).get(f"{PAGE}/csv").data

    assert content.startswith(b"\xef\xbb\xbfcode,kind,")


def test_a_file_with_semicolons_is_read_too(season):
    client = admin(season)

    answer, _typed = sent(client, table_of(client).replace(",", ";"))

    assert "Không có gì phải ghi" in answer.text


def test_a_file_without_columns_gets_one_sentence(season):
    answer, _typed = sent(admin(season), "mã tên\nX Y\n")
    none = admin(season).post(PAGE, data={"do": "preview"})

    assert (answer.status_code, none.status_code) == (422, 422)
    assert words_of(answer).count("Không tìm thấy dòng có tên các cột") == 2  # in the list and at the box
    assert "Thiếu cột" not in answer.text
    assert "Chưa chọn tệp." in none.text


def test_kinds_are_said_in_words_beside_their_codes(season):
    client = admin(season)

    page = words_of(client.get(PAGE))
    answer, _typed = sent(client, table_of(client).rstrip() + "\nMOI-01,cell,Chi bộ Mới,,,HU-A,,,,no\n")

    assert "cell_subordinate Chi bộ trực thuộc" in page
    assert "cell_subordinate (Chi bộ trực thuộc)" in answer.text


def test_both_limits_of_size_are_shown(season):
    page = words_of(admin(season).get(PAGE))

    assert "Tệp XLSX tối đa 10 MB, hoặc tệp CSV tối đa 5 MB." in page


def test_nobody_but_an_administrator_reads_a_table_back(season):
    client = season.client(season.reviewer(CELL))

    answer = client.post(PAGE, data={"do": "make", "name": "a.csv", "digest": "0" * 64})

    assert answer.status_code == 403
    with season.reading() as session:
        assert get(session, CELL).latest.valid_to is None
