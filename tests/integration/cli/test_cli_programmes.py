"""The commands of programmes: from a folder anywhere to a version that a campaign opens on."""

from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import actor_of
from grading.db import make_engine, transaction
from grading.models import Campaign, ProgrammeVersion
from grading.services.accounts import accounts
from grading.services.programmes import importing, lookup, planning, publishing
from grading.services.programmes.importing import IssuingPaper
from tests.integration.cli.place import OPENING, SHIPPED
from tests.issuing import BELOW, CHANGED, ISSUED, KEY

PAPER = ("--paper", "12-HD/HU", "--date", "2022-01-10")


@pytest.fixture
def folder(with_units):
    """A folder outside the project: an issuer's file over a shipped regime, a second one over the first, a readme."""
    inside = with_units.folder.parent / "van-ban"
    inside.mkdir()
    (inside / "huyen.yaml").write_text(ISSUED, encoding="utf-8")
    (inside / "xa.yml").write_text(BELOW, encoding="utf-8")
    (inside / "README.md").write_text("không phải bộ tiêu chí", encoding="utf-8")
    return inside


@pytest.fixture
def imported(with_units, folder):
    assert with_units.run("import-programmes", folder, *PAPER, "--yes").exit_code == 0
    with_units.run("add-account", "admin.hai", "--role", "admin")
    return with_units


def digest_in(stdout):
    return stdout.rpartition("--digest ")[2].strip()


def test_a_folder_is_previewed_and_exactly_that_is_imported(with_units, folder):
    preview = with_units.run("import-programmes", folder)
    assert (preview.exit_code, with_units.count(ProgrammeVersion)) == (0, 0)

    done = with_units.run("import-programmes", folder, *PAPER, "--yes", "--digest", digest_in(preview.stdout))

    assert f"huyen.yaml: Mới ({KEY}@1)" in preview.stdout
    assert "xa.yml: Mới (xa-mau@1)" in preview.stdout
    assert "README" not in preview.stdout
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Đã nhập 2 dự thảo.")
    assert with_units.count(ProgrammeVersion) == 2


def test_a_file_that_changed_after_the_preview_is_not_imported(with_units, folder):
    preview = with_units.run("import-programmes", folder)
    (folder / "huyen.yaml").write_text(CHANGED, encoding="utf-8")

    result = with_units.run("import-programmes", folder, "--yes", "--digest", digest_in(preview.stdout))

    assert result.exit_code == 1
    assert "Nội dung không còn như lúc xem trước" in result.stderr
    assert with_units.count(ProgrammeVersion) == 0


def test_a_mistake_is_named_with_file_line_and_column_and_nothing_is_imported(with_units, folder):
    (folder / "xa.yml").write_text(BELOW.replace("value: 2", "value: hai"), encoding="utf-8")

    result = with_units.run("import-programmes", folder, "--yes")

    assert result.exit_code == 1
    assert "xa.yml:4:28 /assessments/min: " in result.stderr
    assert with_units.count(ProgrammeVersion) == 0


def publish(place, name):
    """Publishes a draft in the name of a person, as the page does."""
    with acting(place, "admin.hai") as (session, actor):
        publishing.publish(session, actor, lookup.get_named_version(session, name), IssuingPaper())


@contextmanager
def acting(place, login):
    engine = make_engine(f"sqlite:///{place.folder / 'grading.sqlite3'}")
    with Session(engine) as session, transaction(session):
        yield session, actor_of(session, accounts.find_account(session, login), clock.now())
    engine.dispose()


def test_a_campaign_opens_on_a_version_from_a_folder_outside_the_project(imported):
    publish(imported, f"{KEY}@1")

    opened = imported.run("open-campaign", "--programme", KEY, *OPENING, "--award-by", "review_unit")

    assert (opened.exit_code, opened.stdout.strip()) == (0, "Đã mở đợt thu.")
    assert imported.count(Campaign) == 1


@pytest.mark.parametrize("name", [f"{KEY}@1", KEY, "khong-co", "khong-co@2"])
def test_a_campaign_opens_on_nothing_that_is_not_published(imported, name):
    result = imported.run("open-campaign", "--programme", name, *OPENING)

    assert (result.exit_code, result.stdout) == (1, "")
    assert name in result.stderr
    assert imported.count(Campaign) == 0


def test_a_withdrawn_version_opens_no_campaign(imported):
    publish(imported, f"{KEY}@1")

    result = imported.run("withdraw-programme", f"{KEY}@1", "Có văn bản thay thế.")

    assert (result.exit_code, result.stdout.strip()) == (0, f"Đã thu hồi {KEY}@1.")
    assert imported.run("open-campaign", "--programme", f"{KEY}@1", *OPENING).exit_code == 1


def test_a_draft_of_a_person_is_published_at_the_server_in_nobodys_name(with_units):
    with_units.run("add-account", "admin.mot", "--role", "admin")
    sent = [planning.Sent(name="huyen.yaml", content=ISSUED.encode())]
    with acting(with_units, "admin.mot") as (session, actor):
        plan = planning.plan(session, actor, sent)
        importing.import_files(session, actor, plan, plan.digest, IssuingPaper())

    published = with_units.run("publish-programme", f"{KEY}@1", *PAPER)

    assert (published.exit_code, published.stdout.strip()) == (0, f"Đã công bố {KEY}@1.")
    assert "admin.mot" in (shown := with_units.run("list-programmes").stdout)
    assert "lệnh tại máy chủ" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"{KEY}@1", f"Phiên bản {KEY}@1 được nhập bằng lệnh"),
        (KEY, "Mời ghi rõ phiên bản"),
        (f"{KEY}@9", f"Không có bộ tiêu chí nào mang mã “{KEY}@9”"),
    ],
)
def test_a_publication_that_cannot_be_is_refused_with_a_sentence(imported, name, said):
    result = imported.run("publish-programme", name)

    assert (result.exit_code, result.stdout) == (1, "")
    assert said in " ".join(result.stderr.split())


def test_the_list_shows_versions_and_what_comes_with_the_service(imported):
    publish(imported, f"{KEY}@1")

    shown = imported.run("list-programmes").stdout

    assert f"{KEY}@1" in shown
    assert "Đã công bố" in shown
    assert "12-HD/HU, 10/01/2022" in shown
    assert "xa-mau@1" in shown
    assert "r2025" in shown


def test_a_version_is_written_out_byte_for_byte(imported):
    path = imported.folder.parent / "ra.yaml"

    result = imported.run("export-programme", f"{KEY}@1", path)

    assert result.exit_code == 0
    assert path.read_text(encoding="utf-8") == ISSUED
    imported.run("export-programme", "r2019", path)
    assert path.read_bytes() == (SHIPPED / "r2019.yaml").read_bytes()


def test_a_draft_can_be_checked_and_printed_by_its_name(imported):
    by_name, by_file = imported.run("programmes", "xa-mau@1"), imported.run("programmes", imported.folder / "x.yaml")

    assert "Bộ tiêu chí của xã Mẫu" in by_name.stdout
    assert by_file.exit_code == 1


def test_a_file_anywhere_extends_a_shipped_programme_or_a_published_version(imported):
    publish(imported, f"{KEY}@1")
    path = imported.write("le.yaml", BELOW)

    result = imported.run("programmes", path)

    assert (result.exit_code, result.stderr) == (0, "")
    assert f"Mã: xa-mau, dựa trên {KEY}" in result.stdout
