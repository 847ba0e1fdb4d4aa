"""Who is told where, by which secrets, what has changed, and how the telling went."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from projects.hooks import sealing
from projects.hooks.vocabulary import Change, Progress, Trouble, Working
from projects.partners.models import Token


class Subscription(models.Model):
    """An address of a token's program, and of which kinds of records it is told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="subscriptions")
    address = models.CharField(_("address"), max_length=500)
    kinds = ArrayField(models.CharField(max_length=16), verbose_name=_("kinds of records"))
    state = models.CharField(max_length=8, choices=Working.choices, default=Working.ON)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # The number of the newest event; they are counted without a gap.
    last_number = models.PositiveBigIntegerField(default=0)
    # Tries that failed since the last one that did not, and since when.
    failures_count = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "hook_subscription"
        ordering = ("-made_at", "-id")

    class Privacy:
        plain = (
            "id",
            "token",
            "address",
            "kinds",
            "state",
            "made_by",
            "made_at",
            "last_number",
            "failures_count",
            "failing_since",
            "rests_until",
            "stopped_at",
            "told_at",
            "version",
        )

    def __str__(self) -> str:
        return self.address


class SigningSecret(models.Model):
    """What the receiver checks a signature by. An older one may live on for a while beside a new one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="secrets")
    sealed_text = models.BinaryField()
    made_at = models.DateTimeField()
    # It is shown once; whoever lost it makes another.
    shown_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hook_secret"
        ordering = ("-made_at", "-id")

    class Privacy:
        sensitive = ("sealed_text",)
        plain = ("id", "subscription", "made_at", "shown_at", "ends_at")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        return sealing.opened(bytes(self.sealed_text), row=self.pk)


class RecordChange(models.Model):
    """A row of some table was written or removed; the table's trigger notes it in the same transaction.

    Only while somebody has a subscription. It goes when the events that follow from it are made.
    """

    id = models.BigAutoField(primary_key=True)
    # The name of its table.
    kind = models.CharField(max_length=40)
    change = models.CharField(max_length=8, choices=Change.choices)
    record_id = models.UUIDField()
    # To what the row belongs, and whose it is where it is somebody's.
    parent_id = models.UUIDField(null=True)
    participation_id = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "hook_change"

    class Privacy:
        plain = (
            "id",
            "kind",
            "change",
            "record_id",
            "parent_id",
            "participation_id",
            "changed_at",
        )

    class Grants:
        own = "read append delete"

    def __str__(self) -> str:
        return f"{self.kind} {self.change} {self.record_id}"


class Event(models.Model):
    """One change that one subscription is told of: an id and a kind, never what is in the record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, db_index=False, related_name="events"
    )
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16)
    change = models.CharField(max_length=8)
    object_id = models.UUIDField()
    # The partner's line by which a record that is there no more was seen.
    line_id = models.UUIDField(null=True)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Progress.choices, default=Progress.WAITING)
    tries_count = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    # Somebody is sending it; when that has passed, they died over it.
    held_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hook_event"
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                name="events_are_counted_without_gap", fields=["subscription", "number"]
            )
        ]
        indexes = [
            models.Index(
                name="event_waits",
                fields=["subscription", "object_id", "number"],
                condition=Q(state=Progress.WAITING),
            )
        ]

    class Privacy:
        plain = (
            "id",
            "subscription",
            "number",
            "kind",
            "change",
            "object_id",
            "line_id",
            "happened_at",
            "state",
            "tries_count",
            "due_at",
            "held_until",
            "ended_at",
        )

    class Grants:
        own = "read write delete"

    def __str__(self) -> str:
        return f"{self.kind}.{self.change} {self.number}"


class Try(models.Model):
    """One time that an event was sent: how long it took and what came back."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tries")
    tried_at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)
    # The first signs of what was answered. Whoever receives may write anything there, so it is sealed.
    sealed_answer = models.BinaryField(null=True)

    class Meta:
        db_table = "hook_try"
        ordering = ("-id",)

    class Privacy:
        sensitive = ("sealed_answer",)
        plain = ("id", "event", "tried_at", "milliseconds", "status", "trouble")

    class Grants:
        own = "read append delete"

    def __str__(self) -> str:
        return f"{self.status or self.trouble}"

    @property
    def answer(self) -> str:
        kept = self.sealed_answer
        return sealing.opened(bytes(kept), row=self.event_id) if kept else ""
