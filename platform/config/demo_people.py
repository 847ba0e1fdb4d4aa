"""Who may sign in to the demonstration, as `up` prints it."""

from django.utils import translation

from core import tenancy
from core.tenancy.hosts import address_of
from tenants import queries
from tenants.models import Tenant

SHOWN = ("public", "kartuzy", "powiat_kartuski")


def lines(port: int) -> list[str]:
    """The addresses worth opening first, and one person of each role there; one click signs in."""
    # The terminal speaks English, like every command.
    with translation.override("en"), tenancy.acting_as(tenancy.Role.WEB):
        found = []
        for tenant in Tenant.objects.filter(schema_name__in=SHOWN).order_by("pk"):
            people = ", ".join(f"{p.display_name} ({p.roles})" for p in queries.demo_people(tenant))
            address = f"http://{tenant.host}:{port}" if port else address_of(tenant)
            found += [f"{address}  {tenant.name}", f"    one click: {people}"] if people else []
        return found
