"""Pages by a cursor: what changes while somebody reads neither repeats a record nor hides one."""

import base64
import binascii
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.api.choices import choosing, few
from core.api.problems import Fault, Problem

USUAL_SIZE = 100
LARGEST_SIZE = 1000
# What reading a cursor of somebody's own making may end with.
UNREADABLE = (
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    binascii.Error,
)


@dataclass(frozen=True)
class Page:
    """Records in a stable order, by the moment of their last change and then by id."""

    records: list[Any]
    next_cursor: str | None


def page_of(rows: QuerySet, *, size: int, cursor: str | None, moment: str = "changed_at") -> Page:
    """The records after the cursor; one more than wanted is read to know whether any follow."""
    if cursor is not None:
        rows = rows.filter(_after(cursor, moment))
    found = list(rows.order_by(moment, "pk")[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(found, _cursor(found[-1], moment) if more else None)


def _cursor(record: Any, moment: str) -> str:
    place = [getattr(record, moment).isoformat(), str(record.pk)]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _after(cursor: str, moment: str) -> Q:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        since, pk = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        at, last = datetime.fromisoformat(since).astimezone(UTC), UUID(pk)
    except UNREADABLE as broken:
        raise bad_parameter("cursor", _("Take the cursor from the page before.")) from broken
    return Q(**{f"{moment}__gt": at}) | Q(**{moment: at, "pk__gt": last})


def bad_parameter(name: str, detail: str, *, code: str = "invalid") -> Problem:
    return _to_be_mended(Fault(detail=detail, code=code, parameter=name))


def _to_be_mended(fault: Fault) -> Problem:
    return Problem(
        "invalid", _("Mend the parameter named below and send it again."), faults=[fault]
    )


def bad_choice(name: str, codes: Collection[str], *, listed_in: str) -> Problem:
    """A parameter that names none of these; `listed_in` is where many of them are read."""
    said = choosing(codes, listed_in=listed_in)
    fault = Fault(detail=said, code="invalid_choice", parameter=name, allowed=few(codes))
    return _to_be_mended(fault)
