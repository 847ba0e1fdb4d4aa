"""Readers of the environment: every setting comes through here, or is refused with a sentence."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

ROOT = Path(__file__).resolve().parents[2]
REQUIRED: Any = object()

WRITTEN_YES = ("1", "true", "yes", "on")
WRITTEN_NO = ("0", "false", "no", "off")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
DATABASE_OPTIONS = (
    *("sslmode", "sslrootcert", "sslcert", "sslkey", "channel_binding"),
    *("application_name", "connect_timeout", "target_session_attrs"),
)


class BadSetting(Exception):
    """A setting is missing or malformed; the text names it and says what to write."""


@dataclass(frozen=True)
class Known:
    """A name that somebody read: what `.env.example` has to explain."""

    name: str
    default: Any
    sentence: str

    @property
    def is_required(self) -> bool:
        return self.default is REQUIRED


class Environment:
    """The variables of one process, with those of a `.env` file behind them.

    An empty value counts as not set: Compose passes unset variables on as empty ones.
    """

    def __init__(self, variables: Mapping[str, str], *, file: Path | None = None) -> None:
        self._variables = variables
        self._file = file
        self._written: dict[str, str] | None = None
        self._known: dict[str, Known] = {}

    def known(self) -> list[Known]:
        """Every name read so far, in the order of reading."""
        return list(self._known.values())

    def text(self, name: str, *, default: str = REQUIRED, about: str = "") -> str:
        value = self._read(name, default=default, about=about)
        return str(default if value is None else value)

    def flag(self, name: str, *, default: bool = REQUIRED, about: str = "") -> bool:
        value = self._read(name, default=default, about=about)
        if value is None:
            return default
        if value.lower() in WRITTEN_YES:
            return True
        if value.lower() in WRITTEN_NO:
            return False
        raise BadSetting(f'{name} is "{value}": write 1 for yes or 0 for no.')

    def number(
        self,
        name: str,
        *,
        default: int = REQUIRED,
        at_least: int | None = None,
        at_most: int | None = None,
        about: str = "",
    ) -> int:
        value = self._read(name, default=default, about=about)
        if value is None:
            return default
        if not (value.isascii() and value.removeprefix("-").isdigit()):
            sample = 10 if default is REQUIRED else default
            raise BadSetting(f'{name} is "{value}": write a whole number, for example {sample}.')
        if at_least is not None and int(value) < at_least:
            raise BadSetting(f"{name} is {value}: the least it can be is {at_least}.")
        if at_most is not None and int(value) > at_most:
            raise BadSetting(f"{name} is {value}: the most it can be is {at_most}.")
        return int(value)

    def choice(
        self, name: str, among: Sequence[str], *, default: str = REQUIRED, about: str = ""
    ) -> str:
        value = self._read(name, default=default, about=about)
        if value is None:
            return default
        if value not in among:
            raise BadSetting(f'{name} is "{value}": choose one of {", ".join(among)}.')
        return value

    def words(self, name: str, *, default: Iterable[str] = REQUIRED, about: str = "") -> list[str]:
        """Read a list written with commas."""
        value = self._read(name, default=default, about=about)
        if value is None:
            return list(default)
        return [word.strip() for word in value.split(",") if word.strip()]

    def secret(self, name: str, *, default: str = REQUIRED, about: str = "") -> str:
        """Read NAME, or the file that NAME_FILE names. Its value is never repeated in a message."""
        value, path = self._value_of(name), self._value_of(f"{name}_FILE")
        if value is not None and path is not None:
            raise BadSetting(f"{name} and {name}_FILE are both set: keep one of them.")
        if path is not None:
            self._register(name, default=default, about=about)
            return _content_of(path, named_by=f"{name}_FILE")
        value = self._read(name, default=default, about=about)
        return default if value is None else value

    def url_of_database(
        self, name: str = "DATABASE_URL", *, about: str = ""
    ) -> dict[str, Any] | None:
        """Read postgres://user:password@host:port/name as Django's NAME, USER, ... and OPTIONS."""
        url = self.secret(name, default="", about=about)
        return _database_of(url, name=name) if url else None

    def _read(self, name: str, *, default: Any, about: str) -> str | None:
        self._register(name, default=default, about=about)
        value = self._value_of(name)
        if value is None and default is REQUIRED:
            raise BadSetting(
                f"{name} is not set: set it in the environment or in .env"
                " (.env.example explains every name)."
            )
        return value

    def _register(self, name: str, *, default: Any, about: str) -> None:
        self._known[name] = Known(name=name, default=default, sentence=about)

    def _value_of(self, name: str) -> str | None:
        if self._written is None:
            self._written = _written_in(self._file)
        value = self._variables.get(name, "").strip() or self._written.get(name, "")
        return value or None


def _written_in(file: Path | None) -> dict[str, str]:
    if file is None or not file.is_file():
        return {}
    written = {}
    for number, line in enumerate(_lines_of(file), start=1):
        line = line.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, separator, value = line.partition("=")
        # The line itself is not repeated: it may hold a password.
        if not separator or not name.strip().isidentifier():
            raise BadSetting(f"{file}, line {number}, is not NAME=value: correct it or remove it.")
        written[name.strip()] = _unquoted(value.strip())
    return written


def _lines_of(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(
            f"{file} cannot be read: {_reason(error)}. Correct or remove it."
        ) from error


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    # As in a shell, a comment behind an unquoted value begins with a space.
    return value.partition(" #")[0].rstrip()


def _content_of(path: str, *, named_by: str) -> str:
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(
            f"{named_by} is {path}, which cannot be read: {_reason(error)}."
            " Name a file this user may read."
        ) from error
    if not content:
        raise BadSetting(f"{named_by} is {path}, which is empty: write the secret into it.")
    return content


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "it is not UTF-8 text"


def _database_of(url: str, *, name: str) -> dict[str, Any]:
    """Take the address apart by hand: the library's own reader lowers the case of socket paths."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in ("postgres", "postgresql"):
        raise _bad_address(name, "begins with something else than postgres://")
    address, _, query = rest.partition("?")
    server, _, database = address.partition("/")
    login, _, place = server.rpartition("@")
    user, _, password = login.partition(":")
    if not database:
        raise _bad_address(name, "names no database after the last slash")
    host, port = _place(place, name=name)
    options = _options(query, name=name)
    return {
        "NAME": unquote(database),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        "HOST": options.pop("host", unquote(host)),
        "PORT": port,
        "OPTIONS": options,
    }


def _place(place: str, *, name: str) -> tuple[str, str]:
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        port = rest.removeprefix(":")
    else:
        host, _, port = place.partition(":")
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise _bad_address(name, "has a port that is not a number up to 65535")
    return host, port


def _options(query: str, *, name: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    if not options.keys() <= {"host", *DATABASE_OPTIONS}:
        raise _bad_address(name, f"has an option other than {', '.join(DATABASE_OPTIONS)}")
    sslmode = options.get("sslmode")
    if sslmode is not None and sslmode not in SSL_MODES:
        raise _bad_address(name, f'has sslmode "{sslmode}" (known: {", ".join(SSL_MODES)})')
    return options


def _bad_address(name: str, fault: str) -> BadSetting:
    # No part of the address is repeated: it holds a password, and is broken.
    return BadSetting(
        f"{name} {fault}: write postgres://user:password@host:5432/name?sslmode=require,"
        " with special characters percent-encoded."
    )


_process = Environment(os.environ, file=ROOT / ".env")
text = _process.text
flag = _process.flag
number = _process.number
choice = _process.choice
words = _process.words
secret = _process.secret
url_of_database = _process.url_of_database
known = _process.known
