"""Which credential came with a request, and what a token's credentials did lately."""

import hmac
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tenants.credentials import secrets
from tenants.credentials.models import ApiRequest, Credential
from tenants.models import Tenant


def presented(text: str, tenant: Tenant, *, at: datetime) -> Credential | None:
    """The living credential of this host whose secret this is; None says nothing of why."""
    secret = secrets.read(text)
    if secret is None:
        return None
    found = Credential.objects.filter(handle=secret.handle, tenant=tenant, ends_at__gt=at).first()
    if found is None or not hmac.compare_digest(bytes(found.digest), secret.digest):
        return None
    return found


def credentials_of(tokens: Iterable[UUID], *, at: datetime) -> QuerySet[Credential]:
    """The living ones, the newest first."""
    return Credential.objects.filter(token_id__in=list(tokens), ends_at__gt=at).order_by("-made_at")


def requests_of(token_id: UUID) -> QuerySet[ApiRequest]:
    return ApiRequest.objects.filter(credential__token_id=token_id).order_by("-pk")
