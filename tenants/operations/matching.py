"""Whether a tenant's people are matched with those of other tenants, and so counted once."""

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from tenants.models import Tenant


class MatchedAlready(RuleBroken):
    message = _("The people of this unit are matched already.")


class UnmatchedAlready(RuleBroken):
    message = _("The people of this unit are not matched already.")


@operation()
def leave_matching(*, tenant: Tenant, reason: str, by: Actor) -> Tenant:
    """From the next publication on, nobody of the tenant is known to be somebody of another."""
    return _choose(tenant, joins=False, verb="left the matching", reason=reason, by=by)


@operation()
def join_matching(*, tenant: Tenant, reason: str, by: Actor) -> Tenant:
    """From the next publication on, people whom another tenant has too are counted once."""
    return _choose(tenant, joins=True, verb="joined the matching", reason=reason, by=by)


def _choose(tenant: Tenant, *, joins: bool, verb: str, reason: str, by: Actor) -> Tenant:
    require(by, Permission.CHOOSE_MATCHING)
    found = Tenant.objects.select_for_update().get(pk=tenant.pk)
    if found.joins_matching == joins:
        raise MatchedAlready if joins else UnmatchedAlready
    found.joins_matching = joins
    found.save(update_fields=["joins_matching"])
    audit.record(verb, found, by=by, tenant_id=found.pk, fields=["joins_matching"], reason=reason)
    # Everybody of the tenant gets another pseudonym, whoever is published meanwhile included.
    outbox.write_whole_tenant(found.schema_name)
    return found
