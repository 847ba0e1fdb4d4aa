"""The key ring: what unlocks tenants' data, and what only the publishing worker may hold."""

import base64
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

RAW = serialization.Encoding.Raw
FIRST_KEY = "p1"


class RotationUnderWay(Exception):
    """There are two programme keys already: finish with the older one first."""


@dataclass(frozen=True)
class Ring:
    """What web and operations hold: keys that wrap tenants' keys, and the way to publishing."""

    current: str
    keys: dict[str, bytes]
    matching_public: X25519PublicKey
    trial: bool


@dataclass(frozen=True)
class MatchingKeys:
    """What the publishing worker alone holds: it opens boxes and makes pseudonyms.

    There is one programme key, and a second one as long as pseudonyms are being renewed.
    """

    private: X25519PrivateKey
    current: str
    programme: dict[str, bytes]


@lru_cache(maxsize=1)
def ring() -> Ring:
    written = _read(settings.KEY_RING_FILE, "KEY_RING_FILE")
    return Ring(
        current=written["current"],
        keys={name: base64.b64decode(key) for name, key in written["keys"].items()},
        matching_public=X25519PublicKey.from_public_bytes(
            base64.b64decode(written["matching_public"])
        ),
        trial=bool(written.get("trial")),
    )


@lru_cache(maxsize=1)
def matching_keys() -> MatchingKeys:
    written = _read(settings.MATCHING_KEYS_FILE, "MATCHING_KEYS_FILE")
    return MatchingKeys(
        private=X25519PrivateKey.from_private_bytes(base64.b64decode(written["private"])),
        current=written.get("current", FIRST_KEY),
        programme={name: base64.b64decode(key) for name, key in _programme(written).items()},
    )


def _programme(written: dict[str, Any]) -> dict[str, str]:
    """The programme keys by name; a file that was never rotated may hold its only one bare."""
    keys = written["programme"]
    return {FIRST_KEY: keys} if isinstance(keys, str) else keys


def _read(path: str, setting: str) -> dict[str, Any]:
    try:
        return json.loads(Path(path).read_text())
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"{setting} is {path!r}, which cannot be read as a key file. "
            "Make one with: python3 manage.py make_keys"
        ) from error


def make(ring_file: Path, matching_file: Path, *, trial: bool) -> None:
    """Write new keys where there are none; refuses to overwrite."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes(RAW, serialization.PublicFormat.Raw)
    secret = private.private_bytes(
        RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    _write(
        matching_file,
        {
            "private": _text(secret),
            "current": FIRST_KEY,
            "programme": {FIRST_KEY: _text(os.urandom(32))},
        },
    )
    _write(
        ring_file,
        {
            "current": "k1",
            "keys": {"k1": _text(os.urandom(32))},
            "matching_public": _text(public),
            "trial": trial,
        },
    )


def add_programme_key(matching_file: Path) -> str:
    """Put another programme key beside the one in use and make it current; return its name."""
    written = _read(str(matching_file), "MATCHING_KEYS_FILE")
    programme = _programme(written)
    if len(programme) > 1:
        raise RotationUnderWay(f"{matching_file} holds {' and '.join(programme)} already")
    name = f"p{int(next(iter(programme))[1:]) + 1}"
    programme = {**programme, name: _text(os.urandom(32))}
    _replace(matching_file, {**written, "current": name, "programme": programme})
    return name


def drop_older_programme_keys(matching_file: Path) -> list[str]:
    """Leave the current programme key alone in the file; return the names of those taken out."""
    written = _read(str(matching_file), "MATCHING_KEYS_FILE")
    programme = _programme(written)
    current = written.get("current", FIRST_KEY)
    _replace(matching_file, {**written, "programme": {current: programme[current]}})
    return [name for name in programme if name != current]


def _replace(path: Path, content: dict[str, Any]) -> None:
    """Whole or not at all: keys that are half written are keys that are lost."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    _write(beside, content)
    beside.replace(path)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(descriptor)


def files() -> tuple[Path, Path]:
    """Where the ring and the matching keys are kept."""
    return Path(settings.KEY_RING_FILE), Path(settings.MATCHING_KEYS_FILE)
