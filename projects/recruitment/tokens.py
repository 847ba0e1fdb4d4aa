"""A mark inside a public form: for which round it was shown and when. Signed, and good for once."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing

from projects.recruitment.rules import visits

SALT = "recruitment.form"


@dataclass(frozen=True)
class Token:
    nonce: str
    issued_at: datetime


def made(recruitment_id: UUID, *, at: datetime) -> str:
    written = {"round": str(recruitment_id), "nonce": secrets.token_hex(16), "at": at.isoformat()}
    return signing.dumps(written, salt=SALT)


def read(text: str, recruitment_id: UUID, *, at: datetime) -> Token | None:
    """The token, if it is ours, of this round, and neither too young nor too old."""
    try:
        written = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    issued_at = datetime.fromisoformat(written["at"])
    fits = written["round"] == str(recruitment_id)
    return (
        Token(written["nonce"], issued_at)
        if fits and visits.is_fresh(issued_at=issued_at, at=at)
        else None
    )
