"""The text of a token: shown once, found by its handle, proved by its hash, misspelt by its checksum."""

import hashlib
import secrets
import string
import zlib
from dataclasses import dataclass

PREFIX = "szansa"
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
HANDLE_LENGTH, SECRET_LENGTH, CHECK_LENGTH = 10, 43, 6
DIGEST_LENGTH = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Secret:
    """`szansa_<handle>_<43 signs>_<checksum>`: 256 bits nobody keeps but whoever was shown them.

    The prefix lets a scanner of repositories know a leaked token for what it is.
    """

    handle: str
    secret: str

    @property
    def text(self) -> str:
        body = f"{PREFIX}_{self.handle}_{self.secret}"
        return f"{body}_{_check(body)}"

    @property
    def digest(self) -> bytes:
        """SHA-256: of 256 random bits nothing slower is needed, and every request computes it."""
        return hashlib.sha256(self.text.encode()).digest()


def new() -> Secret:
    return Secret(_random(HANDLE_LENGTH), _random(SECRET_LENGTH))


def read(text: str) -> Secret | None:
    """The parts of a token, or None for what is none: cut, mistyped, or something else."""
    body, _, check = text.rpartition("_")
    parts = body.split("_")
    if len(parts) != 3 or parts[0] != PREFIX or not text.isascii() or check != _check(body):
        return None
    _prefix, handle, secret = parts
    if len(handle) != HANDLE_LENGTH or len(secret) != SECRET_LENGTH:
        return None
    return Secret(handle, secret)


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _nth in range(length))


def _check(body: str) -> str:
    left, signs = zlib.crc32(body.encode()), ""
    for _nth in range(CHECK_LENGTH):
        left, digit = divmod(left, len(ALPHABET))
        signs = ALPHABET[digit] + signs
    return signs
