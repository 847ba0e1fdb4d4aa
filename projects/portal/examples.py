"""The guide's examples: the same five jobs for curl and for Python, with ids of the token's own projects."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from projects.partners.models import Token
from projects.portal.jobs import Ids, Job
from projects.support.models import Session
from projects.support.queries import served
from projects.support.vocabulary import Kind

# Both read the key from there: it stands in no file and in no history of a shell.
VARIABLE = "SZANSA_TOKEN"


@dataclass(frozen=True)
class Example:
    job: Job
    curl: str
    python: str
    may: bool


def ids_of(token: Token) -> Ids:
    """Things of the token's own projects; ids name nobody and open nothing without the key."""
    lines = [line.pk for line in token.partners.all()]
    session = served.sessions_of(lines).filter(cancelled_at=None).order_by("-held_on").first()
    services = served.services_of(lines)
    people = served.served_by(lines).order_by("pk")
    found = {
        "session": session,
        "participant": _on_sheet(session) if session else people.first(),
        "who_left": people.exclude(ended_on=None).first(),
        "benefit": services.filter(kind=Kind.OTHER).first(),
        "course": services.filter(ends_with_certificate=True).first(),
    }
    named = {name: _id(one) for name, one in found.items()}
    return Ids(**{name: one for name, one in named.items() if one})


def _on_sheet(session: Session) -> Any:
    if session.group is None:
        return session.participation_id
    places: QuerySet = session.group.members.order_by("pk")
    return places.values_list("participation_id", flat=True).first()


def _id(one: Any) -> str:
    return str(getattr(one, "pk", one) or "")


def example(job: Job, token: Token, *, root: str) -> Example:
    return Example(job, _curl(job, root), _python(job, root), job.action in token.actions)


def _curl(job: Job, root: str) -> str:
    lines = [f"curl --request {job.method} '{root}{job.path}'"]
    lines.append(f'--header "Authorization: Bearer ${VARIABLE}"')
    if job.body is not None:
        lines.append('--header "Idempotency-Key: $(uuidgen)"')
        lines.append("--header 'Content-Type: application/json'")
        lines.append(f"--data '{job.written}'")
    return " \\\n  ".join(lines)


READING = """import json, os, urllib.request

request = urllib.request.Request(
    "{address}",
    headers={{"Authorization": f"Bearer {{os.environ['{variable}']}}"}},
)
with urllib.request.urlopen(request) as answer:
    print(json.load(answer))"""

SENDING = """import json, os, urllib.request, uuid

body = {body}
request = urllib.request.Request(
    "{address}",
    method="POST",
    data=json.dumps(body).encode(),
    headers={{
        "Authorization": f"Bearer {{os.environ['{variable}']}}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid.uuid4()),
    }},
)
with urllib.request.urlopen(request) as answer:
    print(json.load(answer))"""


def _python(job: Job, root: str) -> str:
    form = READING if job.body is None else SENDING
    body = job.written.replace("true", "True").replace("false", "False")
    return form.format(address=root + job.path, body=body, variable=VARIABLE)
