"""The platform's audit trail, jobs that take longer than a request, waiting mail, and who has work due."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id


class PlatformAuditEvent(models.Model):
    """One row per change of accounts, memberships, tenants and definitions."""

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(auto_now_add=True, db_index=True)
    account_id = models.UUIDField(null=True, db_index=True)
    actor_name = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True, db_index=True)
    tenant_id = models.IntegerField(null=True, db_index=True)
    fields = models.JSONField(default=list)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "platform_audit_event"

    class Privacy:
        personal = ("actor_name", "account_id", "reason")
        plain = (
            "id",
            "recorded_at",
            "verb",
            "subject_kind",
            "subject_id",
            "tenant_id",
            "fields",
        )

    class Grants:
        web = "read append"
        publishing = "read append"

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb}"


class Job(models.Model):
    """Work too long for a request. The row is the truth; a message only says that it waits."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts_count = models.PositiveSmallIntegerField(default=0)
    steps_done_count = models.PositiveIntegerField(default=0)
    steps_count = models.PositiveIntegerField(default=0)
    saying = models.CharField(max_length=200, blank=True)
    problem = models.TextField(blank=True)
    leased_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "platform_job"

    class Privacy:
        plain = (
            "id",
            "kind",
            "arguments",
            "state",
            "attempts_count",
            "steps_done_count",
            "steps_count",
            "saying",
            "problem",
            "leased_until",
            "created_at",
            "ended_at",
        )

    class Grants:
        web = "read write"
        publishing = "read write"

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class OutgoingMail(models.Model):
    """A letter written in the transaction that caused it, sent by the worker afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    # The same with marks, where the letter has any; empty is a letter of plain text alone.
    html = models.TextField(blank=True, default="", db_default="")
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    attempts_count = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        db_table = "outgoing_mail"

    class Privacy:
        personal = ("to", "text", "html", "subject")
        plain = ("id", "written_at", "sent_at", "attempts_count", "problem")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return f"{self.subject} ({self.written_at:%Y-%m-%d})"


class DueWork(models.Model):
    """Word that a unit has something to do from a moment on: a hint, which may be lost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    schema_name = models.CharField(max_length=63)
    due_at = models.DateTimeField()

    class Meta:
        db_table = "due_work"
        indexes = [models.Index(name="work_is_due", fields=["kind", "due_at"])]

    class Privacy:
        plain = ("id", "kind", "schema_name", "due_at")

    class Grants:
        web = "read write delete"
        # Left by the units' triggers, which may read none of it.
        tenants = "append"

    def __str__(self) -> str:
        return f"{self.kind} {self.schema_name}"
