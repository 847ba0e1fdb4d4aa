"""The log of requests, written when the answers have gone out already, and kept for 90 days.

A crash loses the lines that waited, a second's or so. What was changed or revealed is in the tenant's
audit trail, in the transaction that did it, and is never lost.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from psycopg.types.json import Jsonb

from core.api.bulk import LeftOut
from core.api.problems import UNKNOWN, Fault, Problem
from tenants.credentials.models import ApiRequest, Credential
from tenants.credentials.waiting import Waiting

if TYPE_CHECKING:
    from tenants.credentials.door import ProgramRequest

# As long as a token may lie idle: whoever asks why it was stopped finds its last request.
KEPT_FOR = timedelta(days=90)
MOST_FAULTS = 20
# Whoever knocks with a key that opens nothing, or too often, has not used it.
CLOSED = ("token-refused", "token-suspended", "token-ended", "too-many")
LONGEST_NAME = 200  # signs
# Credentials are taken in one order, so that two processes never wait for each other; lines of one that
# is there no more are left out.
WRITE = """
with used as (
    select * from unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::integer[])
        as used(credential_id, last_used_at, minute_at, minute_count)
), held as (
    select id from credential where id in (select credential_id from used)
    order by id for no key update
), noted as (
    update credential as kept set
        last_used_at = greatest(kept.last_used_at, used.last_used_at),
        minute_count = case
            when kept.minute_at = used.minute_at then kept.minute_count + used.minute_count
            when kept.minute_at > used.minute_at then kept.minute_count
            else used.minute_count end,
        minute_at = greatest(kept.minute_at, used.minute_at)
    from used join held on held.id = used.credential_id
    where kept.id = used.credential_id
    returning kept.id
)
insert into api_request (credential_id, made_at, method, route, status, took_ms, problem, faults)
select line.* from unnest(
    %s::uuid[], %s::timestamptz[], %s::text[], %s::text[], %s::smallint[], %s::integer[], %s::text[],
    %s::jsonb[]
) as line(credential_id, made_at, method, route, status, took_ms, problem, faults)
join noted on noted.id = line.credential_id
order by line.made_at
"""


def write_behind(
    answer: HttpResponse, request: "ProgramRequest", *, at: datetime, took_ms: int
) -> None:
    """Have the line wait to be written once the server closes the answer."""
    problem = getattr(answer, "problem", None)
    line = _line(request, answer.status_code, problem, at=at, took_ms=took_ms)
    close = answer.close

    def close_and_note() -> None:
        close()
        _note(line)

    answer.close = close_and_note  # type: ignore[method-assign]


def note_failure(request: "ProgramRequest", *, at: datetime, took_ms: int) -> None:
    """Have the line of a request wait that ended in an error of ours; it counts like any other."""
    _note(_line(request, HTTPStatus.INTERNAL_SERVER_ERROR, None, at=at, took_ms=took_ms))


def _note(line: ApiRequest) -> None:
    NOTED[line.credential_id] += 1
    WAITING.add(line)


def _line(
    request: "ProgramRequest",
    status: int,
    problem: Problem | LeftOut | None,
    *,
    at: datetime,
    took_ms: int,
) -> ApiRequest:
    route = request.resolver_match.route if request.resolver_match else ""
    return ApiRequest(
        credential_id=request.credential.pk,
        made_at=at,
        method=(request.method or "")[:8],
        route=route[:120],
        status=status,
        took_ms=took_ms,
        problem=problem.code if problem else "",
        faults=[_place_of(fault) for fault in problem.noted[:MOST_FAULTS]] if problem else [],
    )


def _place_of(fault: Fault) -> dict[str, str]:
    """Where and which, never what was sent: a name that is none of ours may be anything at all."""
    told = {"pointer": fault.pointer, "parameter": fault.parameter, "code": fault.code}
    if fault.code == UNKNOWN:
        told = {"pointer": (fault.pointer or "").rpartition("/")[0], "code": fault.code}
    return {name: _kept(value) for name, value in told.items() if value}


def _kept(name: str) -> str:
    """As the database takes it: no half of a sign, no zero, and no longer than a name is."""
    whole = name[:LONGEST_NAME].encode("utf-8", "replace").decode()
    return whole.replace("\0", "?")


def write(lines: Sequence[ApiRequest]) -> None:
    """The lines, and what they say of their credentials' use, by one statement."""
    names = ("credential_id", "made_at", "method", "route", "status", "took_ms", "problem")
    columns = [[getattr(line, name) for line in lines] for name in names]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [*_use(lines), *columns, [Jsonb(line.faults) for line in lines]])


def _use(lines: Iterable[ApiRequest]) -> list[list[Any]]:
    """By credential: its last use, and how many requests came in the minute of that one."""
    made_at: dict[UUID, list[datetime]] = {}
    for line in lines:
        made_at.setdefault(line.credential_id, []).append(line.made_at)
    latest = {one: max(moments) for one, moments in made_at.items()}
    minute = {one: minute_of(moment) for one, moment in latest.items()}
    opened = sorted((one.made_at, one.credential_id) for one in lines if one.problem not in CLOSED)
    last = dict.fromkeys(made_at) | {one: moment for moment, one in opened}
    counts = [sum(moment >= minute[one] for moment in moments) for one, moments in made_at.items()]
    return [list(made_at), list(last.values()), list(minute.values()), counts]


def minute_of(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def waiting_count(credential_id: UUID, *, since: datetime) -> int:
    """Requests of this process since then that no table knows of yet."""
    return sum(
        line.credential_id == credential_id and line.made_at >= since for line in WAITING.lines()
    )


def noted_count(credential_id: UUID) -> int:
    """Requests of this process since it began, written or not."""
    return NOTED[credential_id]


def used_count(credential: Credential, *, minute: datetime) -> int:
    """Requests of this minute: those written when the credential was found, and this process's since."""
    written = credential.minute_count if credential.minute_at == minute else 0
    since = noted_count(credential.pk) - credential.noted_before
    return written + credential.unwritten_count + since


def forget(*, at: datetime) -> int:
    """Drop what is older than 90 days; tell how many requests that were."""
    gone, _by_kind = ApiRequest.objects.filter(made_at__lt=at - KEPT_FOR).delete()
    return gone


WAITING: Waiting[ApiRequest] = Waiting(write)
NOTED: Counter[UUID] = Counter()
