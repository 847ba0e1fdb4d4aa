"""The programme, its tenants, their hosts, and the memberships that alone give access."""

import re
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from core.ids import new_id
from core.permissions import MetropolitanRole, TenantRole
from core.questions import Question
from territory.models import Unit

SCHEMA_NAME = re.compile(r"^[a-z][a-z0-9_]{1,30}$")
# What stands before the domain in an address: a label of a host name that is a schema's name too.
SLUG = re.compile(r"^(?=.{2,31}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$")
RESERVED = {"public", "facts", "pgmq", "tenant_template", "information_schema", "www", "api"}


class Programme(models.Model):
    """The metropolitan programme: which tenants belong to it, and what it is called."""

    code = models.CharField(primary_key=True, max_length=20)
    name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "programme"

    class Privacy:
        plain = ("code", "name", "starts_on", "ends_on")

    class Grants:
        web = "read write"
        tenants = "read"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return self.name


class TenantQuerySet(models.QuerySet["Tenant"]):
    def open(self) -> "TenantQuerySet":
        """Tenants at work; the metropolis itself is not one of them."""
        return self.filter(state=Tenant.State.OPEN).exclude(kind=Tenant.Kind.METROPOLIS)


class Tenant(TenantMixin):
    """A leading beneficiary with its own schema, or the metropolis, whose schema is the shared one."""

    class Kind(models.TextChoices):
        METROPOLIS = "METROPOLIS", _("metropolis")
        CITY = "CITY", _("city with powiat rights")
        POWIAT = "POWIAT", _("powiat")
        GMINA = "GMINA", _("gmina")
        NGO = "NGO", _("non-governmental organisation")

    class State(models.TextChoices):
        OPENING = "OPENING", _("being opened")
        OPEN = "OPEN", _("open")
        SUSPENDED = "SUSPENDED", _("suspended")

    uuid = models.UUIDField(default=new_id, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tenants")
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    teryt_code = models.CharField(max_length=7, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPENING)
    wrapped_key = models.BinaryField()
    joins_matching = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)

    auto_create_schema = False
    objects = TenantQuerySet.as_manager()

    class Meta:
        db_table = "tenant"
        constraints = [
            models.CheckConstraint(
                name="tenant_schema_name_is_plain",
                condition=models.Q(schema_name__regex=SCHEMA_NAME.pattern),
            )
        ]

    class Privacy:
        sensitive = ("wrapped_key",)
        plain = (
            "id",
            "schema_name",
            "uuid",
            "programme",
            "name",
            "short_name",
            "kind",
            "teryt_code",
            "unit",
            "state",
            "joins_matching",
            "is_demo",
            "opened_at",
        )

    class Grants:
        web = "read write"
        publishing = "read"

    def __str__(self) -> str:
        return self.name

    def __enter__(self) -> Any:
        # django-tenants keeps the way back in a list shared by all threads.
        raise TypeError("Use core.tenancy.inside(tenant).")

    @property
    def is_metropolis(self) -> bool:
        return self.kind == self.Kind.METROPOLIS

    @property
    def host(self) -> str:
        """The host on which the tenant lives, by the rule that names are slugs of the schema."""
        if self.is_metropolis:
            return settings.BASE_DOMAIN
        return f"{self.schema_name.replace('_', '-')}.{settings.BASE_DOMAIN}"


class DomainQuerySet(models.QuerySet["Domain"]):
    def reachable(self, host: str) -> "Domain | None":
        """The domain of a host whose tenant is open, with the tenant read; every request asks for it."""
        return THE_DOMAIN.first(host=host)


class Domain(DomainMixin):
    """A host name and the tenant that answers on it."""

    objects = DomainQuerySet.as_manager()

    class Meta:
        db_table = "tenant_domain"

    class Privacy:
        plain = ("id", "domain", "tenant", "is_primary")

    class Grants:
        web = "read write"
        publishing = "read"


def _of_an_open_tenant(host: str) -> models.QuerySet[Domain]:
    rows = Domain.objects.select_related("tenant__unit")
    return rows.filter(domain=host, tenant__state=Tenant.State.OPEN)


THE_DOMAIN = Question(_of_an_open_tenant)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)


class Membership(models.Model):
    """The one thing that gives access: this person, this tenant, this role, maybe one project."""

    ROLES = [*TenantRole.choices, *MetropolitanRole.choices]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=ROLES)
    project_id = models.UUIDField(null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        db_table = "membership"
        constraints = [
            models.UniqueConstraint(
                name="one_live_membership_per_role_and_project",
                fields=["account", "tenant", "role", "project_id"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
            )
        ]

    class Privacy:
        personal = ("account",)
        plain = ("id", "tenant", "role", "project_id", "started_at", "ended_at")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.tenant.short_name}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Nobody has answered yet, and the link still works."""
        unanswered = self.filter(accepted_at=None, withdrawn_at=None)
        return unanswered.filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link sent to an e-mail that gives one membership, once, within three days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    display_name = models.CharField(_("first and last name"), max_length=120)
    role = models.CharField(_("role"), max_length=30, choices=Membership.ROLES)
    token_hash = models.BinaryField(unique=True)
    invited_by_id = models.UUIDField(null=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        db_table = "invitation"

    class Privacy:
        personal = ("email", "display_name", "invited_by_id")
        sensitive = ("token_hash",)
        plain = (
            "id",
            "tenant",
            "role",
            "invited_at",
            "expires_at",
            "accepted_at",
            "withdrawn_at",
        )

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"

    def is_open(self) -> bool:
        ended = self.accepted_at or self.withdrawn_at
        return not ended and self.expires_at > timezone.now()


slug_validator = RegexValidator(
    SLUG,
    _("Use small letters without Polish signs, digits and hyphens, beginning with a letter."),
)
