"""What is kept of a credential, and of each request that came with one. No person is named here."""

from django.db import models

from core.ids import new_id
from tenants.models import Tenant


class Credential(models.Model):
    """The hash of one secret of a token. What the token reaches is kept in the tenant itself.

    A token has one, and for some days two while its owner changes over from the older.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    token_id = models.UUIDField(db_index=True)
    # The findable part of the secret.
    handle = models.CharField(max_length=10, unique=True)
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    # Requests of the minute that began then.
    minute_at = models.DateTimeField(null=True)
    minute_count = models.PositiveIntegerField(default=0)

    # Of the minute in which it was found: this process's requests that were not written by then, and how
    # many it had noted in all.
    unwritten_count = 0
    noted_before = 0

    class Meta:
        db_table = "credential"

    class Privacy:
        sensitive = ("digest",)
        plain = (
            "id",
            "tenant",
            "token_id",
            "handle",
            "made_at",
            "ends_at",
            "last_used_at",
            "minute_at",
            "minute_count",
        )

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return self.handle


class ApiRequest(models.Model):
    """One request: which resource, how it ended, how long it took; never what was in it."""

    id = models.BigAutoField(primary_key=True)
    credential = models.ForeignKey(Credential, on_delete=models.CASCADE, related_name="requests")
    made_at = models.DateTimeField()
    method = models.CharField(max_length=8)
    # The address with the places of ids named, not the ids.
    route = models.CharField(max_length=120)
    status = models.PositiveSmallIntegerField()
    took_ms = models.PositiveIntegerField()
    # The problem's code and the pointers of its faults, without any value that was sent.
    problem = models.CharField(max_length=30, blank=True)
    faults = models.JSONField(default=list)

    class Meta:
        db_table = "api_request"
        indexes = [models.Index(name="api_request_when", fields=["credential", "-made_at", "-id"])]

    class Privacy:
        plain = (
            "id",
            "credential",
            "made_at",
            "method",
            "route",
            "status",
            "took_ms",
            "problem",
            "faults",
        )

    class Grants:
        web = "read append delete"

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.status}"
