"""Sealing: AES-256-GCM under a key per tenant, blind indexes, and boxes only publishing can open.

A sealed value is version (1 byte), key slot (1 byte: 0 = the tenant's key, 1 is kept for a key
per person), nonce (12), ciphertext and tag. Its associated data is tenant, column and row, so a
value copied to another row or tenant does not open.
"""

import hashlib
import hmac
import os
from collections.abc import Callable, Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core import keys

VERSION = b"\x01"
TENANT_SLOT = b"\x00"
NONCE = 12


class Unreadable(Exception):
    """A sealed value does not belong here, was changed, or was sealed under another key."""


def new_data_key() -> bytes:
    """Make a key for one tenant, wrapped: what is stored is useless without the ring."""
    ring = keys.ring()
    nonce = os.urandom(NONCE)
    name = ring.current.encode()
    sealed = AESGCM(ring.keys[ring.current]).encrypt(nonce, os.urandom(32), b"data-key:" + name)
    return bytes([len(name)]) + name + nonce + sealed


@lru_cache(maxsize=512)
def unwrapped(wrapped_key: bytes) -> bytes:
    length = wrapped_key[0]
    name, rest = wrapped_key[1 : 1 + length], wrapped_key[1 + length :]
    try:
        key = keys.ring().keys[name.decode()]
        return AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], b"data-key:" + name)
    except (KeyError, InvalidTag) as error:
        raise Unreadable("the key ring does not open this tenant's key") from error


@lru_cache(maxsize=1024)
def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=purpose).derive(key)


@lru_cache(maxsize=512)
def _cipher(wrapped_key: bytes) -> AESGCM:
    return AESGCM(_derived(unwrapped(wrapped_key), b"fields:v1"))


def seal(text: str, *, wrapped_key: bytes, place: bytes) -> bytes:
    return seal_bytes(text.encode(), wrapped_key=wrapped_key, place=place)


def seal_bytes(content: bytes, *, wrapped_key: bytes, place: bytes) -> bytes:
    return sealer(wrapped_key)(content, place)


def sealer(wrapped_key: bytes) -> Callable[[bytes, bytes], bytes]:
    """Seals one content after the other, each for its place."""
    encrypt, begins = _cipher(wrapped_key).encrypt, VERSION + TENANT_SLOT

    def seal(content: bytes, place: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return begins + nonce + encrypt(nonce, content, begins + place)

    return seal


def opened(sealed: bytes, *, wrapped_key: bytes, place: bytes) -> str:
    return opened_bytes(sealed, wrapped_key=wrapped_key, place=place).decode()


def opened_bytes(sealed: bytes, *, wrapped_key: bytes, place: bytes) -> bytes:
    return opened_each([sealed], [place], wrapped_key=wrapped_key)[0]


def opened_each(
    sealed: Sequence[bytes], places: Sequence[bytes], *, wrapped_key: bytes
) -> list[bytes]:
    """Opens many contents, each from its place."""
    begins = VERSION + TENANT_SLOT
    if any(not one.startswith(begins) for one in sealed):
        raise Unreadable("an unknown version of sealing")
    decrypt, after = _cipher(wrapped_key).decrypt, len(begins) + NONCE
    try:
        return [
            decrypt(one[2:after], one[after:], begins + place)
            for one, place in zip(sealed, places, strict=True)
        ]
    except InvalidTag as error:
        raise Unreadable("a sealed value was changed or moved") from error


def blind_index(text: str, *, kind: str, wrapped_key: bytes) -> bytes:
    """A keyed hash for exact search inside one tenant; 32 bytes."""
    # A copy that knows the key already: making one takes longer than the rest.
    hashed = _keyed(wrapped_key).copy()
    hashed.update(f"{kind}:v1:{text}".encode())
    return hashed.digest()


@lru_cache(maxsize=512)
def _keyed(wrapped_key: bytes) -> hmac.HMAC:
    return hmac.new(_derived(unwrapped(wrapped_key), b"blind-index:v1"), digestmod="sha256")


class Boxes:
    """Closes texts so that only the publishing worker opens them: X25519, HKDF, AES-GCM.

    One key is agreed for all that one of these closes, because agreeing takes longer than closing; each
    box has a nonce of its own and opens by itself. That they were closed together shows.
    """

    def __init__(self) -> None:
        single_use = X25519PrivateKey.generate()
        self._public = single_use.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )
        key = _shared(single_use.exchange(keys.ring().matching_public), self._public)
        self._cipher = AESGCM(key)

    def closed(self, text: str) -> bytes:
        nonce = os.urandom(NONCE)
        sealed = self._cipher.encrypt(nonce, text.encode(), VERSION)
        return VERSION + self._public + nonce + sealed


def boxed_for_publishing(text: str) -> bytes:
    return Boxes().closed(text)


def unboxed(box: bytes) -> str:
    public, nonce, sealed = box[1:33], box[33 : 33 + NONCE], box[33 + NONCE :]
    exchanged = keys.matching_keys().private.exchange(X25519PublicKey.from_public_bytes(public))
    try:
        return AESGCM(_shared(exchanged, public)).decrypt(nonce, sealed, VERSION).decode()
    except InvalidTag as error:
        raise Unreadable("a box was changed or closed for another key") from error


def _shared(exchanged: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=public, info=b"to-publishing:v1").derive(exchanged)


def pseudonym(identity: str, *, key_name: str = "") -> bytes:
    """The programme-wide name of one person; only the publishing worker can make it.

    Under the current programme key, unless another one of the ring is named.
    """
    held = keys.matching_keys()
    key = held.programme[key_name or held.current]
    return hmac.digest(key, identity.encode(), hashlib.sha256)


def fingerprint(key_name: str) -> bytes:
    """What tells a programme key from every other one and gives nothing of it away."""
    key = keys.matching_keys().programme[key_name]
    return hmac.digest(_derived(key, b"fingerprint:v1"), b"", hashlib.sha256)
