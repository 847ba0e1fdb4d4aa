"""One request to a resource of the API, made inside: as it would be answered, among invented people."""

import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Case, F, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.ids import new_id
from core.ledger.models import Member
from projects.partners.answers import HEADER
from projects.partners.models import Token, TokenTrial
from projects.portal.jobs import Job
from projects.portal.sandbox import Sandbox, invented
from tenants.credentials.models import Credential

MOST_A_MINUTE = 20
LONGEST_BODY = 100_000  # characters


class TriedTooOften(RuleBroken):
    message = _("That is enough for this minute. Wait a little, then try again.")


class TooMuchToTry(RuleBroken):
    message = _("This is too long to be tried out here. Send fewer records.")
    field = "body"


@dataclass(frozen=True)
class Answer:
    """What the API answers, as its reader sees it."""

    status: int
    body: str

    @property
    def is_fine(self) -> bool:
        return self.status < 400


def try_out(
    token: Token, job: Job, body: str, *, request: HttpRequest, on: date, at: datetime
) -> Answer:
    """Send it; nothing of it is kept but that something was tried out in this minute."""
    if len(body) > LONGEST_BODY:
        raise TooMuchToTry
    _count(token, at=at)
    actor = Member.objects.get(account_id=token.pk)
    with invented(token, actor=actor, on=on) as sandbox:
        answer = _asked(sandbox, job, body, request=request)
        return Answer(answer.status_code, _written(sandbox.shown(answer.content.decode())))


def _count(token: Token, *, at: datetime) -> None:
    minute = at.replace(second=0, microsecond=0)
    trial, _made = TokenTrial.objects.get_or_create(token=token, defaults={"minute_at": minute})
    if trial.minute_at == minute and trial.minute_count >= MOST_A_MINUTE:
        raise TriedTooOften
    again = When(minute_at=minute, then=F("minute_count") + 1)
    TokenTrial.objects.filter(pk=token.pk).update(
        minute_count=Case(again, default=Value(1)), minute_at=minute
    )


def _asked(sandbox: Sandbox, job: Job, body: str, *, request: HttpRequest) -> HttpResponse:
    asked: Any = WSGIRequest(_environment(job, sandbox.meant(body).encode(), request))
    found = resolve(job.path.partition("?")[0], urlconf=settings.TENANT_URLCONF)
    asked.resolver_match = found
    asked.tenant = request.tenant  # type: ignore[attr-defined]
    token = sandbox.reach.token
    asked.credential = Credential(token_id=token.pk, ends_at=token.ends_at)
    view: Any = found.func
    resource = view.cls.as_view(**view.view_initkwargs, given=sandbox.reach)
    return resource(asked, *found.args, **found.kwargs)


def _environment(job: Job, body: bytes, request: HttpRequest) -> dict[str, Any]:
    path, _mark, query = job.path.partition("?")
    named = f"HTTP_{HEADER.upper().replace('-', '_')}"
    return {
        "REQUEST_METHOD": job.method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": request.get_host().partition(":")[0],
        "SERVER_PORT": request.get_port(),
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_ACCEPT": "application/json",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": request.scheme,
        named: str(new_id()),
    }


def _written(text: str) -> str:
    """Indented as somebody reads it, half of a sign as its escape; what is no JSON stays as it is."""
    try:
        told = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except ValueError:
        return text
    return told.encode("utf-8", "backslashreplace").decode()
