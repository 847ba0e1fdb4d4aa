"""Amendments of an agreement: what each changed, from what to what, and which were withdrawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models.project import Project


class Amendment(models.Model):
    """An aneks; `changes` maps a field of the project to the pair [before, after] as written.

    One that was entered by mistake is withdrawn and stays; its number is free again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    signed_on = models.DateField(_("signed on"))
    reason = models.TextField(_("reason"))
    changes = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.TextField(blank=True, db_default="")

    class Meta:
        db_table = "amendment"
        # In force they are entered in this order, so that it is the order of what they changed.
        ordering = ("signed_on", "number", "withdrawn_at")
        constraints = [
            models.UniqueConstraint(
                name="one_amendment_in_force_per_number",
                fields=["project", "number"],
                condition=models.Q(withdrawn_at=None),
            )
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "number",
            "signed_on",
            "reason",
            "changes",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawal_reason",
        )

    def __str__(self) -> str:
        return str(self.number)
