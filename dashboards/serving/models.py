"""Who reads released figures by a program of theirs."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.ids import new_id


class ReleaseToken(models.Model):
    """A body whose program reads the metropolis's releases. Its keys are hashes among the credentials.

    It stands on nobody: everybody of the metropolis reads the same figures, and who made it may leave.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body_name = models.CharField(max_length=120)
    nip = models.CharField(max_length=10, blank=True)
    krs = models.CharField(max_length=10, blank=True)
    # What the body does with the figures, as whoever made the token wrote it down.
    purpose = models.CharField(max_length=300)
    # Networks in the notation 192.0.2.0/24; none means any address.
    networks = ArrayField(models.CharField(max_length=43), default=list)
    per_minute_count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)
    suspended_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    # The clock stops nobody here: what a program may read is the same for all and names no one.
    is_idle = False

    class Meta:
        db_table = "release_token"
        ordering = ("-made_at", "-id")

    class Privacy:
        plain = (
            "id",
            "body_name",
            "nip",
            "krs",
            "purpose",
            "networks",
            "per_minute_count",
            "ends_at",
            "made_at",
            "made_by_name",
            "suspended_at",
            "revoked_at",
            "version",
        )

    class Grants:
        web = "read write"
        # Each request asks whether its token is open, under the role that reads the figures.
        metropolis = "read"

    def __str__(self) -> str:
        return self.body_name

    def is_open(self, at: datetime) -> bool:
        return self.suspended_at is None and not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        return self.revoked_at is not None or self.ends_at <= at


class ReleaseLink(models.Model):
    """The secret address of the page for whoever writes the body's program; kept as a hash.

    It opens no resource of the API, and the key opens no page.
    """

    token = models.OneToOneField(
        ReleaseToken, on_delete=models.CASCADE, primary_key=True, related_name="portal_link"
    )
    link_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)

    class Meta:
        db_table = "release_token_link"

    class Privacy:
        sensitive = ("link_hash",)
        plain = ("token", "made_at", "made_by_name")

    class Grants:
        web = "read write delete"

    def __str__(self) -> str:
        return f"{self.token_id}"
