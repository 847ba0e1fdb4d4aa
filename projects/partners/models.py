"""A token's reach in this unit, the page its developer reads, and the answers kept for repetitions."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import ProjectPartner
from projects.partners.actions import Action


class Token(models.Model):
    """What a partner's program may do here. Its secrets are kept outside the unit, as hashes.

    It stands on the person who made it: what they may no longer do, it may no longer do.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    actions = ArrayField(models.CharField(max_length=24), verbose_name=_("what it may do"))
    fields = ArrayField(
        models.CharField(max_length=12),
        default=list,
        verbose_name=_("what it sees of a person beside the name"),
    )
    # Networks in the notation 192.0.2.0/24; none means any address.
    networks = ArrayField(models.CharField(max_length=43), default=list)
    per_minute_count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField(null=True)
    # Suspended by the clock, because nobody had used it for long.
    is_idle = models.BooleanField(default=False)
    # Since when idleness is counted, where that is later than the making: resumed, or given a key.
    woken_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    partners = models.ManyToManyField(
        ProjectPartner,
        through="TokenProject",
        related_name="tokens",
        verbose_name=_("in which projects"),
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "api_token"
        ordering = ("-made_at", "-id")

    class Privacy:
        plain = (
            "id",
            "name",
            "actions",
            "fields",
            "networks",
            "per_minute_count",
            "ends_at",
            "made_at",
            "made_by",
            "suspended_at",
            "is_idle",
            "woken_at",
            "revoked_at",
            "version",
        )

    def __str__(self) -> str:
        return self.name

    @property
    def listens(self) -> bool:
        """Whether it may be told of changes at an address of the partner."""
        return Action.RECEIVE_EVENTS in self.actions

    def is_open(self, at: datetime) -> bool:
        return self.suspended_at is None and not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        return self.revoked_at is not None or self.ends_at <= at


class TokenProject(models.Model):
    """One project that a token reaches, by the partner's own line in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token = models.ForeignKey(
        Token, on_delete=models.CASCADE, db_index=False, related_name="projects"
    )
    partner = models.ForeignKey(ProjectPartner, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "api_token_project"
        constraints = [
            models.UniqueConstraint(name="token_reaches_once", fields=["token", "partner"])
        ]

    class Privacy:
        plain = ("id", "token", "partner")

    def __str__(self) -> str:
        return f"{self.token_id} {self.partner_id}"


class PortalLink(models.Model):
    """The secret address of the page for whoever writes the partner's program; kept as a hash.

    It opens no resource of the API, and the key opens no page.
    """

    token = models.OneToOneField(
        Token, on_delete=models.CASCADE, primary_key=True, related_name="portal_link"
    )
    link_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "api_portal_link"

    class Privacy:
        sensitive = ("link_hash",)
        plain = ("token", "made_at", "made_by")

    def __str__(self) -> str:
        return f"{self.token_id}"


class TokenTrial(models.Model):
    """How often a token's page tried something out in the minute that began then.

    Beside the token, not in it: whoever tries something out changes nothing of what the token may do,
    and programs are told of each change of that.
    """

    token = models.OneToOneField(
        Token, on_delete=models.CASCADE, primary_key=True, related_name="trial"
    )
    minute_at = models.DateTimeField()
    minute_count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "api_token_trial"

    class Privacy:
        plain = ("token", "minute_at", "minute_count")

    class Grants:
        own = "read write"

    def __str__(self) -> str:
        return f"{self.token_id} {self.minute_count}"


class TokenLetter(models.Model):
    """A letter that was written about a token, so that it is written once."""

    class Matter(models.TextChoices):
        ENDS_IN_30 = "ends-30", _("it ends within 30 days")
        ENDS_IN_7 = "ends-7", _("it ends within 7 days")
        ENDS_IN_1 = "ends-1", _("it ends tomorrow")
        IDLE = "idle", _("it was suspended, because nobody had used it")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token = models.ForeignKey(
        Token, on_delete=models.CASCADE, db_index=False, related_name="letters"
    )
    matter = models.CharField(max_length=8, choices=Matter.choices)
    # The last day of the token, or the day of its suspension.
    day = models.DateField()
    written_at = models.DateTimeField()

    class Meta:
        db_table = "api_token_letter"
        constraints = [
            models.UniqueConstraint(
                name="token_letter_is_written_once", fields=["token", "matter", "day"]
            )
        ]

    class Privacy:
        plain = ("id", "token", "matter", "day", "written_at")

    class Grants:
        own = "read"
        # Written beside the letter itself, which only the web role can address.
        web = "read append"

    def __str__(self) -> str:
        return f"{self.matter} {self.day:%Y-%m-%d}"


class KeptAnswer(models.Model):
    """The answer to a request that changed something, by the key its sender chose for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token = models.ForeignKey(
        Token, on_delete=models.CASCADE, db_index=False, related_name="answers"
    )
    key = models.CharField(max_length=64)
    # SHA-256 of method, address and body.
    digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.BinaryField(null=True)
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "api_kept_answer"
        constraints = [models.UniqueConstraint(name="key_is_used_once", fields=["token", "key"])]

    class Privacy:
        personal = ("body",)
        plain = ("id", "token", "key", "digest", "status", "kept_at")

    class Grants:
        own = "read write delete"

    def __str__(self) -> str:
        return self.key
