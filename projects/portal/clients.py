"""A job by the typed client that a developer generates from the description, in that generator's names."""

from urllib.parse import parse_qsl

from django.conf import settings
from django.urls import resolve

from projects.portal.jobs import API, Job

# What the guide has the generator call the package that it makes.
PACKAGE = "szansa_client"

READING = """import os
from datetime import datetime

from {package} import AuthenticatedClient
from {package}.api.{tag} import {operation}

client = AuthenticatedClient(base_url="{root}", token=os.environ["{variable}"])
answer = {operation}.sync(client=client, {query})
print(answer.to_dict())"""

SENDING = """import os, uuid

from {package} import AuthenticatedClient
from {package}.api.{tag} import {operation}
from {package}.models import {model}

client = AuthenticatedClient(base_url="{root}", token=os.environ["{variable}"])
body = {model}.from_dict({body})
key = str(uuid.uuid4())
answer = {operation}.sync(client=client, body=body, idempotency_key=key)
print(answer.to_dict())"""


def written(job: Job, *, root: str, variable: str) -> str:
    """The names follow from the address and from what it takes, as in the description."""
    tag = job.address.strip("/")
    named = {"package": PACKAGE, "root": root, "variable": variable, "tag": tag}
    if job.body is None:
        return READING.format(**named, operation=f"{tag}_list", query=_moments(job.query))
    return SENDING.format(**named, operation=f"{tag}_create", model=_model(job), body=job.in_python)


def _model(job: Job) -> str:
    """drf-spectacular's name of what comes in."""
    view = resolve(f"{API}{job.address}", urlconf=settings.TENANT_URLCONF).func
    return f"{view.view_class.takes.__name__}Request"  # type: ignore[attr-defined]


def _moments(query: str) -> str:
    """Parameters of a list that are moments, as the client takes them."""
    found = [(name, text.replace("Z", "+00:00")) for name, text in parse_qsl(query.lstrip("?"))]
    return ", ".join(f'{name}=datetime.fromisoformat("{text}")' for name, text in found)
