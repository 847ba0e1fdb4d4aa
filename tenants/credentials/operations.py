"""A credential is issued, and ended. Whoever calls these has allowed it inside the tenant."""

from datetime import datetime
from uuid import UUID

from core import audit
from core.operation import operation
from core.permissions import Actor
from core.tenancy import members as projections
from tenants.credentials import secrets
from tenants.credentials.models import Credential
from tenants.models import Tenant


@operation()
def issue_credential(
    *,
    tenant: Tenant,
    token_id: UUID,
    display_name: str,
    at: datetime,
    ends_at: datetime,
    older_end_at: datetime,
    by: Actor,
) -> tuple[Credential, secrets.Secret]:
    """Make a secret for a token and let its older ones end; the secret is told here and never again.

    A tenant's trail needs somebody to name: the token is written among its members, without a role.
    The metropolis has no members, and whoever reads there leaves nothing in a trail.
    """
    Credential.objects.filter(token_id=token_id, ends_at__gt=older_end_at).update(
        ends_at=older_end_at
    )
    secret = secrets.new()
    made = Credential.objects.create(
        tenant=tenant,
        token_id=token_id,
        handle=secret.handle,
        digest=secret.digest,
        made_at=at,
        ends_at=ends_at,
    )
    if not tenant.is_metropolis:
        projections.project(
            tenant.schema_name, account_id=token_id, display_name=display_name, grants=[]
        )
    audit.record("issued a credential", made, by=by, tenant_id=tenant.pk)
    return made, secret


@operation()
def end_credentials(*, token_id: UUID, at: datetime, by: Actor) -> int:
    """End every secret of a token at once; tell how many there were."""
    living = Credential.objects.filter(token_id=token_id, ends_at__gt=at)
    first = living.first()
    ended = living.update(ends_at=at)
    if first is not None:
        audit.record("ended credentials", first, by=by, tenant_id=first.tenant_id)
    return ended
