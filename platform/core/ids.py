"""Public identifiers: UUID version 7, made before the row is saved and sorted by time."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """Make a UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits."""
    stamp = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    raw = bytearray(stamp + os.urandom(10))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return uuid.UUID(bytes=bytes(raw))
