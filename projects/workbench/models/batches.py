"""Many records changed by one hand at once: which they were, and for a while what they were like."""

from django.db import models

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField


class Batch(models.Model):
    """One bulk action. It stays for the history of its records; undoing is possible for a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.CharField(max_length=60)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    row_count = models.PositiveIntegerField()
    # What all of them got, in words: "Ewa Konkel".
    told = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "batch"

    class Privacy:
        personal = ("told",)
        plain = ("id", "action", "member", "made_at", "row_count", "undone_at")

    def __str__(self) -> str:
        return f"{self.action} {self.made_at:%Y-%m-%d %H:%M}"


class BatchRow(models.Model):
    """One record of a batch: its fields as they were and as they became, sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    subject_id = models.UUIDField(db_index=True)
    # Forgotten when the time for undoing is over.
    before = SealedField()
    after = SealedField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "batch_row"
        constraints = [
            models.UniqueConstraint(name="once_in_a_batch", fields=["batch", "subject_id"])
        ]

    class Privacy:
        personal = ("before", "after")
        plain = ("id", "batch", "subject_id", "undone_at")

    def __str__(self) -> str:
        return f"{self.subject_id}"
