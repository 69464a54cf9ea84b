"""Every setting of the service: read from GRADING_… variables of the environment, once, at the start."""

import os
import secrets
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config.place import PREFIX as PREFIX
from config.place import PROJECT as PROJECT

PROGRAMMES = PROJECT / "config" / "programmes"
DEMO_ADDRESS = "http://127.0.0.1:8000"
SECRET_LENGTH = 32  # characters; a generated key has 64
_NEVER_SHOWN = {"secret_key", "demo_password", "database_url"}
_DRIVERS = {"sqlite": "sqlite", "postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class SettingsError(Exception):
    """The environment has wrong settings; `sentences` holds one sentence for each."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _own_database(fields: Mapping[str, Any]) -> str:
    return f"sqlite:///{fields['data']}/grading.sqlite3"


def _kept_secret(fields: Mapping[str, Any]) -> SecretStr:
    return SecretStr(kept_secret(fields["data"] / "secret-key"))


def _address(fields: Mapping[str, Any]) -> str:
    return DEMO_ADDRESS if fields["demo"] else ""


def _own_hosts(fields: Mapping[str, Any]) -> tuple[str, ...]:
    own = urlsplit(fields["base_url"]).hostname or ""
    return (own, "localhost", "127.0.0.1") if fields["demo"] else (own,)


class Settings(BaseSettings):
    """The checked settings. A field's description says what the variable must be: it ends the sentence about a wrong
    value."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", validate_default=True
    )

    # A computed default stands after the fields that it needs; the key comes last, because it makes a file.
    demo: bool = Field(default=False, description="1 or 0")
    base_url: str = Field(
        default_factory=_address,
        description="the address people use, such as https://chi-bo.example.org: it is printed on the papers",
    )
    data: Path = Field(default=PROJECT / "var", description="a folder that the service may write")
    database_url: str = Field(
        default_factory=_own_database,
        repr=False,  # may hold a password
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE",
    )
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default_factory=_own_hosts, description="the host names the service answers to, with commas between them"
    )
    demo_password: SecretStr | None = Field(default=None, description="the password of the demo's accounts")
    max_upload_mb: int = Field(default=10, ge=1, le=200, description="a whole number from 1 to 200")
    two_for_links: bool = Field(default=False, description="1 or 0")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="the addresses of the proxies before the service, with commas between them"
    )
    sheet: Literal["A4", "A3"] = Field(default="A4", description="A4 or A3")
    secret_key: SecretStr = Field(
        default_factory=_kept_secret, description=f"at least {SECRET_LENGTH} characters that nobody can guess"
    )

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Returns the settings of the environment; values from the command line come first.

        It makes the data directory, and the secret key in it unless one is set, if everything else is right. Raises
        SettingsError with one sentence for each wrong setting.
        """
        try:
            settings = cls(**given)
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except ValidationError as error:
            raise SettingsError(_sentences(error)) from None
        except OSError as error:
            raise SettingsError((f"{PREFIX}DATA: cannot write {error.filename}: {error.strerror}.",)) from None
        return settings

    @property
    def secure(self) -> bool:
        """Returns whether people reach the service by https. Only then may cookies require https."""
        return self.base_url.startswith("https://")

    @property
    def cookie_name(self) -> str:
        """The name of the cookie. Browsers bind a cookie with the __Host- name to this one host, and accept it only by
        https."""
        return "__Host-session" if self.secure else "session"

    @property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * 1024 * 1024

    @field_validator("data")
    @classmethod
    def _is_no_file(cls, path: Path) -> Path:
        path = path.expanduser().resolve()
        if path.exists() and not path.is_dir():
            raise ValueError
        return path

    @field_validator("database_url")
    @classmethod
    def _names_its_driver(cls, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        driver = _DRIVERS.get(scheme.removesuffix("+psycopg"))
        if not separator or driver is None or (driver == "sqlite" and not rest.startswith("/")):
            raise ValueError
        return f"{driver}://{rest}"

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
        if parts.scheme not in ("http", "https") or not parts.hostname or not bare or parts.port == 0:
            raise ValueError  # parts.port itself raises this for text that is not a port
        return f"{parts.scheme}://{parts.netloc.lower()}"

    @field_validator("trusted_proxies")
    @classmethod
    def _are_addresses(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(ip_address(each)) for each in proxies)

    @field_validator("trusted_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _between_commas(cls, hosts: object) -> object:
        return tuple(name.strip() for name in hosts.split(",") if name.strip()) if isinstance(hosts, str) else hosts

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, key: SecretStr) -> SecretStr:
        if len(key.get_secret_value()) < SECRET_LENGTH:
            raise ValueError
        return key

    @field_validator("sheet", mode="before")
    @classmethod
    def _in_capitals(cls, sheet: object) -> object:
        return sheet.upper() if isinstance(sheet, str) else sheet


def kept_secret(path: Path) -> str:
    """Returns the secret in this file, which only its owner may read; makes the file whole the first time.

    Raises OSError when the file can be neither read nor made.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)  # fails if another process was first: then its secret counts
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def _sentences(error: ValidationError) -> tuple[str, ...]:
    """Returns one sentence for each wrong setting, without those that are wrong only because another one is."""
    faults = [fault for fault in error.errors() if fault["type"] != "default_factory_not_called"]
    return tuple(_sentence(str(fault["loc"][0]), fault["input"]) for fault in faults)


def _sentence(name: str, value: object) -> str:
    field = Settings.model_fields.get(name)
    if field is None:
        return f"{name} is not a setting."
    requirement = f"{PREFIX}{name.upper()} must be {field.description}"
    return f"{requirement}." if name in _NEVER_SHOWN or value in ("", None) else f"{requirement}; it is {str(value)!r}."
