"""The second door of a program: which credential it shows, and under which role its request runs."""

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import tenancy
from core.api.problems import Fault, Problem
from core.doors import Request
from tenants.credentials import log, queries
from tenants.credentials.models import Credential

SCHEME = "Bearer"
SAFE = ("GET", "HEAD", "OPTIONS")


class ProgramRequest(Request):
    """A request of a program once its credential is known."""

    credential: Credential


def entered(
    request: ProgramRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
) -> HttpResponse:
    """The resource's answer, which is logged; so is an error of ours, before it goes on.

    A credential that is refused here leaves no line: nobody knows whose it would be. One that has ended
    is let in by its whole secret: why it opens nothing, the resource tells, which asks its token.
    """
    began_at, began = timezone.now(), time.perf_counter()
    try:
        request.credential = _shown(request)
    except Problem as refusal:
        return refusal.answer()
    try:
        with _place(request):
            answer = view(request, *args, **kwargs)
    except Exception:
        log.note_failure(request, at=began_at, took_ms=_ms_since(began))
        raise
    log.write_behind(answer, request, at=began_at, took_ms=_ms_since(began))
    return answer


def _ms_since(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)


def _place(request: ProgramRequest) -> AbstractContextManager[Any]:
    if request.tenant.is_metropolis:
        return tenancy.acting_as(tenancy.Role.METROPOLIS)
    return tenancy.inside(request.tenant)


def _shown(request: ProgramRequest) -> Credential:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme != SCHEME or not text:
        raise refusal("no-token", _("Send the header Authorization: Bearer and your token."))
    found = queries.presented(text.strip(), request.tenant, is_reading=request.method in SAFE)
    if found is None:
        raise refused()
    return found


def refused(*, noted: Iterable[Fault] = ()) -> Problem:
    """One sentence for a wrong key and a neighbour's: it tells nobody which it was."""
    return refusal(
        "token-refused",
        _(
            "It is unknown here, or may not come from where you send it. Check that the whole key is sent; "
            "otherwise ask whoever gave it for a new one."
        ),
        noted=noted,
    )


def refusal(code: str, detail: str, *, noted: Iterable[Fault] = ()) -> Problem:
    return Problem(code, detail, headers={"WWW-Authenticate": SCHEME}, noted=noted)
