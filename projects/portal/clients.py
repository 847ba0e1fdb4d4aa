"""A job by the typed client that a developer generates from the description, in that generator's names."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.urls import resolve

from projects.portal.jobs import API, Job

# What the guide has the generator call the package that it makes.
PACKAGE = "szansa_client"
# Parameters that the description calls moments, and what they need.
MOMENTS, OF_MOMENTS = ("updated_since",), "from datetime import datetime\n"

READING = """import os
from datetime import datetime

from {package} import AuthenticatedClient
from {package}.api.{tag} import {operation}

client = AuthenticatedClient(base_url="{root}", token=os.environ["{variable}"])
answer = {operation}.sync(client=client{query})
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


def written(job: Job, *, root: str, variable: str, host: str = settings.TENANT_URLCONF) -> str:
    """The names follow from the address and from what it takes, as in the description of the host."""
    tag = job.address.strip("/")
    named = {"package": PACKAGE, "root": root, "variable": variable, "tag": tag}
    resource: Any = resolve(f"{API}{job.address}", urlconf=host).func
    kind = resource.view_class
    if job.body is None:
        operation = f"{tag}_list" if hasattr(kind, "rows") else f"{tag}_retrieve"
        query = "".join(f", {one}" for one in _parameters(job.query))
        form = READING.format(**named, operation=operation, query=query)
        return form if "datetime" in query else form.replace(OF_MOMENTS, "")
    # drf-spectacular's name of what comes in.
    model = f"{kind.takes.__name__}Request"
    return SENDING.format(**named, operation=f"{tag}_create", model=model, body=job.in_python)


def _parameters(query: str) -> Iterator[str]:
    """Those of a list as the client takes them: moments, and words."""
    for name, text in parse_qsl(query.lstrip("?")):
        if name in MOMENTS:
            yield f'{name}=datetime.fromisoformat("{text.replace("Z", "+00:00")}")'
        else:
            yield f'{name}="{text}"'
