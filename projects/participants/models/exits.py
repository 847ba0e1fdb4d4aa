"""An exit that no longer holds: the person came back, or what was recorded of it was corrected."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.participants.models.participation import Participation


class EarlierExit(models.Model):
    """An exit as it was recorded, with its outcomes, kept when something else took its place.

    It counts nowhere: whoever comes back keeps the first day, and the later results replace the
    earlier ones. Without `returned_on` nobody came back, and the exit was only recorded anew.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="earlier_exits"
    )
    ended_on = models.DateField(_("left on"))
    completed_path = models.BooleanField(_("completed the planned path"))
    exit_situation = models.CharField(_("situation after leaving"), max_length=24)
    # A JSON list of what each outcome held.
    outcomes = SealedField(_("outcomes"))
    returned_on = models.DateField(_("came back on"), null=True)
    reason = SealedField(_("why the exit no longer holds"))
    withdrawn_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "earlier_exit"
        ordering = ("-withdrawn_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="nobody_comes_back_before_leaving",
                condition=Q(returned_on=None) | Q(returned_on__gte=F("ended_on")),
            )
        ]

    class Privacy:
        personal = (
            "participation",
            "ended_on",
            "completed_path",
            "exit_situation",
            "outcomes",
            "returned_on",
            "reason",
        )
        plain = ("id", "withdrawn_at", "withdrawn_by")

    def __str__(self) -> str:
        return f"{self.ended_on:%Y-%m-%d}"
