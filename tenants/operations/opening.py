"""Changes of tenants: the programme is founded, a tenant is asked for, its host begins to answer."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core import audit, crypto, jobs
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, TenantRole, require
from core.platform_ledger.models import Job
from tenants import queries
from tenants.models import RESERVED, SLUG, Domain, Programme, Tenant
from tenants.operations import invitations

OPEN = "open tenant"
# What is said while an opening goes on, step by step; `provisioning` takes them in this order.
STEPS = (
    gettext_noop("Making the role"),
    gettext_noop("Making the tables"),
    gettext_noop("Opening the door"),
)


class NameUnusable(RuleBroken):
    message = _("“%(slug)s” cannot be an address. Choose another: small letters, digits, hyphens.")
    field = "slug"


class NameTaken(RuleBroken):
    message = _("The address “%(slug)s” is taken by %(name)s. Choose another.")
    field = "slug"


@operation()
def found_programme(
    *, code: str, name: str, starts_on: date, metropolis_name: str, by: Actor
) -> Tenant:
    """Make the programme and its metropolis, once; the shared schema is the metropolis's own."""
    require(by, Permission.OPEN_TENANTS)
    programme = Programme.objects.create(code=code, name=name, starts_on=starts_on)
    metropolis = Tenant.objects.create(
        schema_name="public",
        programme=programme,
        name=metropolis_name,
        short_name=metropolis_name,
        kind=Tenant.Kind.METROPOLIS,
        state=Tenant.State.OPEN,
        wrapped_key=crypto.new_data_key(),
        opened_at=timezone.now(),
    )
    Domain.objects.create(tenant=metropolis, domain=metropolis.host, is_primary=True)
    audit.record("founded the programme", metropolis, by=by)
    return metropolis


@operation()
def ask_to_open(
    *,
    slug: str,
    name: str,
    short_name: str,
    kind: str,
    unit_code: str,
    teryt_code: str,
    by: Actor,
    is_demo: bool = False,
    administrator_email: str = "",
    administrator_name: str = "",
) -> Job:
    """Enter a tenant and the job that will open it; the operations worker does the rest.

    A first administrator who is named is invited at once: the letter's link works from the moment
    the host answers.
    """
    require(by, Permission.OPEN_TENANTS)
    # Openings take turns, so that two of one name cannot both find it free.
    metropolis = Tenant.objects.select_for_update().get(pk=queries.metropolis().pk)
    tenant = Tenant.objects.create(
        schema_name=_free_schema_name(slug),
        programme_id=metropolis.programme_id,
        name=name,
        short_name=short_name,
        kind=kind,
        unit_id=unit_code,
        teryt_code=teryt_code,
        wrapped_key=crypto.new_data_key(),
        is_demo=is_demo,
    )
    Domain.objects.create(tenant=tenant, domain=tenant.host, is_primary=True)
    if administrator_email:
        invitations.write(
            tenant=tenant,
            email=administrator_email,
            display_name=administrator_name,
            role=TenantRole.ADMINISTRATOR,
            by=by,
            field="administrator_email",
        )
    job = Job.objects.create(kind=OPEN, arguments={"tenant": tenant.pk}, steps_count=len(STEPS))
    audit.record("asked to open a tenant", tenant, by=by, tenant_id=tenant.pk)
    jobs.send_after_commit("tenants.tasks.open_tenant", str(job.pk))
    return job


@operation()
def declare_open(*, tenant: Tenant, by: Actor) -> None:
    """The last step of opening: from now on the tenant's host answers."""
    require(by, Permission.OPEN_TENANTS)
    tenant.state, tenant.opened_at = Tenant.State.OPEN, timezone.now()
    tenant.save(update_fields=["state", "opened_at"])
    audit.record("opened a tenant", tenant, by=by, tenant_id=tenant.pk)


def _free_schema_name(slug: str) -> str:
    schema_name = slug.replace("-", "_")
    # PostgreSQL keeps every name that begins with pg_ for itself.
    if not SLUG.match(slug) or schema_name in RESERVED or schema_name.startswith("pg_"):
        raise NameUnusable(slug=slug)
    if taken := Tenant.objects.filter(schema_name=schema_name).first():
        raise NameTaken(slug=slug, name=taken.name)
    return schema_name
