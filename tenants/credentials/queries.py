"""Which credential came with a request."""

import hmac
from datetime import datetime

from tenants.credentials import secrets
from tenants.credentials.models import Credential
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
