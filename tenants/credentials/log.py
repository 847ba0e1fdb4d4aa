"""The log of requests, written when the answer has gone out already, and kept for 90 days.

A crash between the answer and the log loses that one line. What was changed or revealed is in the
tenant's audit trail, in the transaction that did it, and is never lost.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, F, Value, When
from django.http import HttpResponse

from tenants.credentials.models import ApiRequest, Credential

if TYPE_CHECKING:
    from tenants.credentials.door import ProgramRequest

# As long as a token may lie idle: whoever asks why it was stopped finds its last request.
KEPT_FOR = timedelta(days=90)


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


def forget(*, at: datetime) -> int:
    """Drop what is older than 90 days; tell how many requests that were."""
    gone, _by_kind = ApiRequest.objects.filter(made_at__lt=at - KEPT_FOR).delete()
    return gone
