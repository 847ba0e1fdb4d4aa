"""Signatures by which a receiver knows that an event is ours, and of now: those of Standard Webhooks.

Signed are the event's id, the moment in seconds since 1970 and the body, with a dot between each two.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

PREFIX = "whsec_"
BITS = 256


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(BITS // 8)).decode()


def headers(
    *, event_id: UUID, at: datetime, body: bytes, by_key: Mapping[UUID, str]
) -> dict[str, str]:
    """What goes with the body: a signature by each secret, and the ids of the secrets in that order."""
    moment = str(int(at.timestamp()))
    signed = b".".join((str(event_id).encode(), moment.encode(), body))
    return {
        "webhook-id": str(event_id),
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(_signature(one, signed) for one in by_key.values()),
        "webhook-key": " ".join(str(key) for key in by_key),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
