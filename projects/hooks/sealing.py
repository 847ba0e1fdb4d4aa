"""Seals what the worker must read to send: signing secrets and answers, under a key of their own.

Not under the unit's key, which only the web process can open: whoever sends events can read no person.
The key is derived from SECRET_KEY; where that is changed, every address needs a new secret.
"""

import os
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


def closed(text: str, *, row: UUID) -> bytes:
    """It opens beside the id of this row only."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, text.encode(), row.bytes)


def opened(kept: bytes, *, row: UUID) -> str:
    return _cipher().decrypt(kept[:NONCE], kept[NONCE:], row.bytes).decode()


def _cipher() -> AESGCM:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"webhooks:v1")
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))
