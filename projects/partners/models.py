"""A token's reach in this unit, and the answers kept so that a repeated request does nothing twice."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import ProjectPartner


class Token(models.Model):
    """What a partner's program may do here. Its secrets are kept outside the unit, as hashes.

    It stands on the person who made it: what they may no longer do, it may no longer do.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    actions = ArrayField(models.CharField(max_length=24))
    fields = ArrayField(models.CharField(max_length=12), default=list)
    # Networks in the notation 192.0.2.0/24; none means any address.
    networks = ArrayField(models.CharField(max_length=43), default=list)
    per_minute_count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    partners = models.ManyToManyField(ProjectPartner, through="TokenProject", related_name="tokens")
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
            "revoked_at",
            "version",
        )

    def __str__(self) -> str:
        return self.name

    def is_open(self, at: datetime) -> bool:
        return self.suspended_at is None and self.revoked_at is None and self.ends_at > at


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
