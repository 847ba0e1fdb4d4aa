"""The guide's examples: five jobs for curl, for Python and for the generated client, with ids that exist."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from projects.partners.models import Token
from projects.portal import clients
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
    client: str
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
    return written(job, root=root, may=job.action in token.actions, host=settings.TENANT_URLCONF)


def written(job: Job, *, root: str, may: bool, host: str) -> Example:
    """Of a job at the host whose addresses are named."""
    return Example(
        job,
        curl=_curl(job, root),
        python=_python(job, root),
        client=clients.written(job, root=root, variable=VARIABLE, host=host),
        may=may,
    )


# A line of its own, so that what failed is sent again with the same key. Made of what every shell has;
# many machines have no uuidgen.
NEW_KEY = "KEY=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')\n"


def _curl(job: Job, root: str) -> str:
    lines = [f"curl --fail-with-body --request {job.method} '{root}{job.path}'"]
    lines.append(f'--header "Authorization: Bearer ${VARIABLE}"')
    if job.body is not None:
        lines.append('--header "Idempotency-Key: $KEY"')
        lines.append("--header 'Content-Type: application/json'")
        lines.append(f"--data '{job.written}'")
    command = " \\\n  ".join(lines)
    return command if job.body is None else NEW_KEY + command


READING = """import json, os, sys, urllib.error, urllib.request

request = urllib.request.Request(
    "{address}",
    headers={{"Authorization": f"Bearer {{os.environ['{variable}']}}"}},
)
try:
    with urllib.request.urlopen(request) as answer:
        print(json.load(answer))
except urllib.error.HTTPError as refused:  # what is wrong stands in the answer
    sys.exit(f"{{refused.code}} {{refused.read().decode()}}")"""

SENDING = """import json, os, sys, urllib.error, urllib.request, uuid

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
try:
    with urllib.request.urlopen(request) as answer:
        print(json.load(answer))
except urllib.error.HTTPError as refused:  # what is wrong stands in the answer
    sys.exit(f"{{refused.code}} {{refused.read().decode()}}")"""


def _python(job: Job, root: str) -> str:
    form = READING if job.body is None else SENDING
    return form.format(address=root + job.path, body=job.in_python, variable=VARIABLE)
