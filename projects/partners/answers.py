"""Answers kept for 48 hours: the same request sent again gets the same answer and does nothing."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from core.api.problems import Problem
from projects.partners.models import KeptAnswer

KEPT_FOR = timedelta(hours=48)
HEADER = "Idempotency-Key"
KEY = re.compile(r"^[\x21-\x7e]{1,64}$")


@dataclass(frozen=True)
class Sent:
    """What identifies a request: whose it is, its key, and a digest of all that was asked."""

    token_id: UUID
    key: str
    digest: bytes


def sent(token_id: UUID, key: str | None, *, method: str, address: str, body: bytes) -> Sent:
    if key is None or not KEY.match(key):
        raise Problem(
            "key-needed",
            _(
                "Send the header Idempotency-Key with 1 to 64 signs that you use for this request only."
            ),
        )
    asked = b"\0".join((method.encode(), address.encode(), body))
    return Sent(token_id, key, hashlib.sha256(asked).digest())


def begin(request: Sent, *, at: datetime) -> KeptAnswer:
    """The row of this request: new, or with the answer that the first one got.

    Two at once meet here: the second waits in the index until the first has ended.
    """
    made = KeptAnswer(token_id=request.token_id, key=request.key, digest=request.digest, kept_at=at)
    KeptAnswer.objects.bulk_create([made], ignore_conflicts=True)
    kept = KeptAnswer.objects.get(token_id=request.token_id, key=request.key)
    if bytes(kept.digest) != request.digest:
        raise Problem(
            "key-used-otherwise",
            _(
                "Use a new Idempotency-Key for every new request; repeat a key only with the same one."
            ),
        )
    return kept


def keep(kept: KeptAnswer, *, status: int, body: bytes) -> None:
    kept.status, kept.body = status, body
    kept.save(update_fields=["status", "body"])


def forget(*, at: datetime) -> int:
    """Drop what is older than 48 hours; tell how many answers that were."""
    gone, _by_kind = KeptAnswer.objects.filter(kept_at__lt=at - KEPT_FOR).delete()
    return gone
