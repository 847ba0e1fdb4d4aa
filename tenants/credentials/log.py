"""The log of requests, written when the answer has gone out already.

A crash between the answer and the log loses that one line. What was changed or revealed is in the
tenant's audit trail, in the transaction that did it, and is never lost.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Case, F, Value, When
from django.http import HttpResponse

from tenants.credentials.models import ApiRequest, Credential

if TYPE_CHECKING:
    from tenants.credentials.door import ProgramRequest


def write_behind(
    answer: HttpResponse, request: "ProgramRequest", *, at: datetime, took_ms: int
) -> None:
    """Have the server's closing of the answer write the line."""
    line = _line(answer, request, at=at, took_ms=took_ms)
    close = answer.close

    def close_and_write() -> None:
        close()
        _write(line)

    answer.close = close_and_write  # type: ignore[method-assign]


def _line(
    answer: HttpResponse, request: "ProgramRequest", *, at: datetime, took_ms: int
) -> ApiRequest:
    problem = getattr(answer, "problem", None)
    route = request.resolver_match.route if request.resolver_match else ""
    return ApiRequest(
        credential=request.credential,
        made_at=at,
        method=request.method or "",
        route=route[:120],
        status=answer.status_code,
        took_ms=took_ms,
        problem=problem.code if problem else "",
        faults=[_place_of(fault) for fault in problem.faults[:20]] if problem else [],
    )


def _place_of(fault: "object") -> dict[str, str]:
    """Where and which, never what was sent."""
    told = {name: getattr(fault, name) for name in ("pointer", "parameter", "code")}
    return {name: value for name, value in told.items() if value}


def _write(line: ApiRequest) -> None:
    minute = line.made_at.replace(second=0, microsecond=0)
    Credential.objects.filter(pk=line.credential_id).update(
        last_used_at=line.made_at,
        minute_count=Case(When(minute_at=minute, then=F("minute_count") + 1), default=Value(1)),
        minute_at=minute,
    )
    line.save(force_insert=True)
