"""Why a participation no longer counts, and why it counts again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.participants.models.participation import Participation
from projects.participants.vocabulary_path import VoidKind


class Voiding(models.Model):
    """One time that a participation was voided; `Participation.voided_at` says whether it still is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="voidings"
    )
    kind = models.CharField(_("reason"), max_length=10, choices=VoidKind.choices)
    reason = SealedField(_("what was found"))
    voided_at = models.DateTimeField()
    voided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    restored_at = models.DateTimeField(null=True)
    restored_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    restore_reason = SealedField(_("why it is restored"))

    class Meta:
        db_table = "voiding"
        ordering = ("-voided_at",)
        constraints = [
            models.UniqueConstraint(
                name="voided_once_at_a_time",
                fields=["participation"],
                condition=models.Q(restored_at=None),
                violation_error_message=_("This participation is voided already."),
            )
        ]

    class Privacy:
        personal = ("participation", "kind", "voided_by", "restored_by")
        sensitive = ("reason", "restore_reason")
        plain = ("id", "voided_at", "restored_at")

    def __str__(self) -> str:
        return f"{self.kind} {self.voided_at:%Y-%m-%d}"
