"""The settings: the values that the environment may give, the defaults, and how a mistake is reported."""

import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.settings import PROJECT, Settings, SettingsError, kept_secret

KEY = "k" * 32


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"GRADING_{name.upper()}", raising=False)
    monkeypatch.setenv("GRADING_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("GRADING_BASE_URL", "https://chi-bo.example.org")


def sentences() -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    return caught.value.sentences


def test_everything_is_kept_in_the_data_directory(tmp_path: Path) -> None:
    settings = Settings.load()

    assert settings.database_url == f"sqlite:///{tmp_path}/var/grading.sqlite3"
    assert (tmp_path / "var" / "secret-key").read_text() == settings.secret_key.get_secret_value()


def test_the_data_directory_is_in_the_project_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADING_DATA")

    settings = Settings(secret_key=SecretStr(KEY))

    assert settings.data == PROJECT / "var"


def test_a_relative_data_directory_starts_at_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRADING_DATA", "here")

    assert Settings.load().data == tmp_path / "here"


def test_the_data_directory_is_made_even_when_the_key_is_given(tmp_path: Path) -> None:
    Settings.load(secret_key=KEY)

    assert list((tmp_path / "var").iterdir()) == []


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    first, second = Settings.load(), Settings.load()

    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret-key"]


def test_a_secret_that_another_process_wrote_first_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text(KEY)
    monkeypatch.setattr(Path, "exists", lambda self: False)

    secret = kept_secret(tmp_path / "secret")

    assert secret == KEY


def test_each_new_key_differs_from_every_other_key(tmp_path: Path) -> None:
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "two")


def test_no_key_is_made_while_another_setting_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADING_SHEET", "A5")

    sentences()

    assert not (tmp_path / "var").exists()


def test_the_address_is_required_outside_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADING_BASE_URL")

    assert sentences() == (
        "GRADING_BASE_URL must be the address people use, such as https://chi-bo.example.org: "
        "it is printed on the papers.",
    )


def test_the_demo_has_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADING_BASE_URL")
    monkeypatch.setenv("GRADING_DEMO", "1")

    settings = Settings.load()

    assert settings.base_url == "http://127.0.0.1:8000"
    assert {"127.0.0.1", "localhost"} <= set(settings.trusted_hosts)


@pytest.mark.parametrize(
    ("address", "secure", "cookie"),
    [("https://chi-bo.example.org", True, "__Host-session"), ("http://chi-bo.example.org", False, "session")],
)
def test_the_cookie_follows_the_address(address: str, secure: bool, cookie: str) -> None:
    settings = Settings.load(base_url=address)

    assert (settings.secure, settings.cookie_name) == (secure, cookie)


def test_the_service_answers_to_its_own_address_only() -> None:
    assert Settings.load(base_url="https://Chi-Bo.example.org:8443/").trusted_hosts == ("chi-bo.example.org",)


def test_further_host_names_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADING_TRUSTED_HOSTS", "chi-bo.example.org, 10.0.0.7")

    assert Settings.load().trusted_hosts == ("chi-bo.example.org", "10.0.0.7")


@pytest.mark.parametrize(
    "address",
    ["chi-bo.example.org", "ftp://chi-bo.example.org", "https://", "https://a.example.org/app", "https://a.b:port"],
)
def test_an_address_is_a_scheme_and_a_host(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADING_BASE_URL", address)

    assert sentences()[0].endswith(f"it is {address!r}.")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_used_through_the_installed_driver(scheme: str) -> None:
    settings = Settings.load(database_url=f"{scheme}://grading@db.example.org/grading")

    assert settings.database_url == "postgresql+psycopg://grading@db.example.org/grading"


@pytest.mark.parametrize("url", ["mysql://grading:hunter2@db.example.org/g", "grading.sqlite3", "sqlite://"])
def test_an_impossible_database_is_refused_without_showing_its_password(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADING_DATABASE_URL", url)

    messages = sentences()

    assert messages == ("GRADING_DATABASE_URL must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",)


def test_each_wrong_setting_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADING_MAX_UPLOAD_MB", "ten")
    monkeypatch.setenv("GRADING_SHEET", "A5")
    monkeypatch.setenv("GRADING_SECRET_KEY", "short")

    assert sentences() == (
        "GRADING_MAX_UPLOAD_MB must be a whole number from 1 to 200; it is 'ten'.",
        "GRADING_SHEET must be A4 or A3; it is 'A5'.",
        "GRADING_SECRET_KEY must be at least 32 characters that nobody can guess.",
    )


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADING_SHEET", "")
    monkeypatch.setenv("GRADING_DEMO_PASSWORD", "")

    settings = Settings.load()

    assert (settings.sheet, settings.demo_password) == ("A4", None)


def test_the_size_of_an_upload_is_set_in_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADING_MAX_UPLOAD_MB", "3")

    assert Settings.load().max_upload_bytes == 3 * 1024 * 1024


def test_a_data_directory_that_is_a_file_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("GRADING_DATA", str(tmp_path / "file"))

    assert sentences() == (f"GRADING_DATA must be a folder that the service may write; it is '{tmp_path}/file'.",)


def test_a_data_directory_that_cannot_be_made_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADING_DATA", "/proc/none")

    assert sentences() == ("GRADING_DATA: cannot write /proc/none: No such file or directory.",)


def test_no_secret_is_shown_when_the_settings_are_printed() -> None:
    settings = Settings.load(
        secret_key=KEY, demo_password="hunter2", database_url="postgresql://grading:hunter3@db.example.org/grading"
    )

    assert not any(secret in repr(settings) for secret in (KEY, "hunter2", "hunter3"))
