"""Public identifiers: UUID version 7, made before the row is saved and sorted by time."""

import os
import time
import uuid
from datetime import UTC, datetime, timedelta

# Below the moment; the version and the variant stand among them.
BITS_OF_CHANCE = 80


def new_id() -> uuid.UUID:
    """Make a UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits."""
    stamp = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    raw = bytearray(stamp + os.urandom(10))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return uuid.UUID(bytes=bytes(raw))


def earlier(made: uuid.UUID, by: timedelta) -> uuid.UUID:
    """Below every identifier that was made no earlier than so long before this one."""
    stamp = (made.int >> BITS_OF_CHANCE) - by // timedelta(milliseconds=1)
    return uuid.UUID(int=max(stamp, 0) << BITS_OF_CHANCE)


def made_at(identifier: uuid.UUID) -> datetime:
    """The moment at which it was made, by the clock of whoever made it."""
    return datetime.fromtimestamp((identifier.int >> BITS_OF_CHANCE) / 1_000, UTC)
