"""Organisations of the register, where each works, and which of its people see its tokens there.

No name of an organisation is shared: each unit keeps its own, and reads no other's.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from tenants.models import Tenant


class NumberKind(models.TextChoices):
    """Which register a number is of."""

    NIP = "NIP", _("NIP")
    KRS = "KRS", _("KRS")


@dataclass(frozen=True)
class Number:
    """The number by which a unit names an organisation, checked already."""

    kind: NumberKind
    text: str
    # The KRS where the unit knows it beside the NIP: the register learns it, and nothing goes by it.
    beside: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.kind.label} {self.text}"


class Organisation(models.Model):
    """A body that is a partner in units, each time the same by its number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    nip = models.CharField(max_length=10, blank=True)
    krs = models.CharField(max_length=10, blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "organisation"
        constraints = [
            models.CheckConstraint(
                name="organisation_has_a_number", condition=~Q(nip="") | ~Q(krs="")
            ),
            models.UniqueConstraint(
                name="one_organisation_of_a_nip", fields=["nip"], condition=~Q(nip="")
            ),
            models.UniqueConstraint(
                name="one_organisation_of_a_krs", fields=["krs"], condition=~Q(krs="")
            ),
        ]

    class Privacy:
        plain = ("id", "nip", "krs", "noted_at")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return f"NIP {self.nip}" if self.nip else f"KRS {self.krs}"


class Standing(models.Model):
    """An organisation as one unit knows it: by the number and the name that were typed there.

    What its people see in the unit goes by this number alone, so that nothing typed in another unit
    can widen it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="standings"
    )
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=3, choices=NumberKind.choices)
    text = models.CharField(max_length=10)
    name = models.CharField(max_length=160)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "organisation_standing"
        constraints = [
            models.UniqueConstraint(
                name="organisation_stands_once_in_a_unit", fields=["tenant", "kind", "text"]
            )
        ]

    class Privacy:
        plain = ("id", "organisation", "tenant", "kind", "text", "name", "noted_at")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return f"{self.name} · {self.tenant.short_name}"

    @property
    def number(self) -> Number:
        return Number(NumberKind(self.kind), self.text)


class PersonInvitation(models.Model):
    """A link sent to a person of an organisation, once, within three days; its seats say to what."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"))
    # As whoever invites typed it: a unit reads these words and not the account's.
    display_name = models.CharField(_("first and last name"), max_length=120)
    token_hash = models.BinaryField(unique=True)
    invited_by_id = models.UUIDField(null=True)
    invited_by_name = models.CharField(max_length=120)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisation_invitation"

    class Privacy:
        personal = ("email", "display_name", "invited_by_id", "invited_by_name")
        sensitive = ("token_hash",)
        plain = ("id", "invited_at", "expires_at", "accepted_at")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return self.email


class SeatQuerySet(models.QuerySet["Seat"]):
    def live(self) -> "SeatQuerySet":
        """Those that open something now."""
        held = self.filter(ended_at=None, suspended_at=None, started_at__isnull=False)
        return held.filter(account__is_active=True, standing__tenant__state=Tenant.State.OPEN)

    def kept(self) -> "SeatQuerySet":
        """Those that open something, or will: suspended ones, and those that wait for an answer."""
        waiting = Q(started_at=None, invitation__expires_at__gt=timezone.now())
        return self.filter(Q(started_at__isnull=False) | waiting, ended_at=None)


class Seat(models.Model):
    """That one person sees one organisation's tokens in one unit, once the invitation is accepted.

    `manages`: may invite others to see them there, and suspend those who do.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="seats")
    invitation = models.ForeignKey(PersonInvitation, on_delete=models.PROTECT, related_name="seats")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The unit's token by which they were let in. Once the unit gives its partner another number, the
    # seat shows nothing: whoever has the old number may be somebody else.
    token_id = models.UUIDField()
    manages = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        db_table = "organisation_seat"
        constraints = [
            models.UniqueConstraint(
                name="one_seat_of_a_person_in_a_unit",
                fields=["standing", "account"],
                condition=Q(ended_at=None, account__isnull=False),
            )
        ]

    class Privacy:
        personal = ("account",)
        plain = (
            "id",
            "standing",
            "invitation",
            "token_id",
            "manages",
            "started_at",
            "suspended_at",
            "ended_at",
        )

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return f"{self.invitation} · {self.standing}"

    @property
    def is_live(self) -> bool:
        return self.started_at is not None and self.suspended_at is None and self.ended_at is None


def number_of(line: Any) -> Number | None:
    """By which number a unit names a partner: its NIP, or the KRS where that is all it has."""
    if line.nip:
        return Number(NumberKind.NIP, line.nip, line.krs)
    return Number(NumberKind.KRS, line.krs) if line.krs else None
