"""What was typed and not saved yet, and the pages that have saved already."""

from django.db import models

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField


class Draft(models.Model):
    """What one member typed in one form about one thing; sealed, because it may hold a PESEL."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    payload = SealedField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "draft"
        constraints = [
            models.UniqueConstraint(
                name="one_draft_of_a_form_for_each_member",
                fields=["member", "form", "subject_id"],
                nulls_distinct=False,
            )
        ]

    class Privacy:
        sensitive = ("payload",)
        plain = ("id", "member", "form", "subject_id", "saved_at")

    def __str__(self) -> str:
        return f"{self.form} {self.saved_at:%Y-%m-%d %H:%M}"


class UsedToken(models.Model):
    """One page of a form has saved: sent again, it leads to the same result, not to a second."""

    id = models.UUIDField(primary_key=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    # Of what was sent, under the key of the platform: it tells the same from something else.
    fingerprint = models.CharField(max_length=64, blank=True)
    outcome_kind = models.CharField(max_length=60, blank=True)
    outcome_id = models.UUIDField(null=True)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        db_table = "used_token"

    class Privacy:
        personal = ("fingerprint",)
        plain = ("id", "member", "outcome_kind", "outcome_id", "used_at")

    def __str__(self) -> str:
        return f"{self.outcome_kind} {self.outcome_id}"
