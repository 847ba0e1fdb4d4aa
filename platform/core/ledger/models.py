"""Members who act in a tenant, what they did, and what still has to follow from it."""

from django.db import models

from core.ids import new_id
from core.rows import Row
from core.sealed import SealedField


class Member(Row):
    """A person as one tenant knows them; the account itself is out of the tenant's reach.

    `grants` is a projection of the live memberships: [{"role": ..., "project": uuid or null}].
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField(unique=True)
    display_name = models.CharField(max_length=120)
    grants = models.JSONField(default=list)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "member"

    class Privacy:
        personal = ("display_name", "account_id")
        plain = ("id", "grants", "left_at")

    class Grants:
        own = "read"
        # The platform writes this projection beside the membership, in the same transaction.
        web = "read write"

    def __str__(self) -> str:
        return self.display_name


class AuditEvent(Row):
    """One row per change: who did what to which record, and which fields it touched."""

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(auto_now_add=True, db_index=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True, db_index=True)
    subject_count = models.PositiveIntegerField(default=1)
    fields = models.JSONField(default=list)
    # Quotes what people told. It goes with the records it speaks of, and is never replaced.
    reason = SealedField(bound_to="subject_id")

    class Meta:
        db_table = "audit_event"

    class Privacy:
        personal = ("actor_name",)
        sensitive = ("reason",)
        plain = (
            "id",
            "recorded_at",
            "member",
            "verb",
            "subject_kind",
            "subject_id",
            "subject_count",
            "fields",
        )

    class Grants:
        own = "read append"
        own_forgets = ("reason",)

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb}"


class OutboxEntry(Row):
    """Something happened on which published figures depend; the publishing worker takes it."""

    class Topic(models.TextChoices):
        PARTICIPATION = "participation"
        # With everybody who takes part in it.
        PROJECT = "project"
        # What is told of the project itself; nobody's participation.
        CARD = "card"
        TENANT = "tenant"
        # The unit's own targets alone.
        TARGETS = "targets"

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    subject_id = models.UUIDField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "outbox_entry"

    class Privacy:
        plain = ("id", "topic", "subject_id", "written_at")

    class Grants:
        own = "read append"
        # What is decided about a tenant from outside moves its figures too.
        web = "append"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.topic} {self.subject_id}"


class Tombstone(Row):
    """A record that is there no more, for programs that keep a copy; written by the table's trigger."""

    id = models.BigAutoField(primary_key=True)
    # The name of its table.
    kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    # To what it belonged: whoever could read that may be told.
    parent_id = models.UUIDField(null=True)
    removed_at = models.DateTimeField()

    class Meta:
        db_table = "tombstone"
        indexes = [models.Index(name="tombstone_of_a_kind", fields=["kind", "removed_at"])]

    class Privacy:
        plain = ("id", "kind", "record_id", "parent_id", "removed_at")

    class Grants:
        own = "read append delete"

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
