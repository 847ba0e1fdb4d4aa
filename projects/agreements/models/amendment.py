"""Amendments of an agreement: what each changed, from what to what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from projects.agreements.models.project import Project


class Amendment(models.Model):
    """An aneks; `changes` maps a field of the project to the pair [before, after] as written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    signed_on = models.DateField(_("signed on"))
    reason = models.TextField(_("reason"))
    changes = models.JSONField(default=dict)

    class Meta:
        db_table = "amendment"
        ordering = ("signed_on", "number")
        constraints = [
            models.UniqueConstraint(name="one_amendment_per_number", fields=["project", "number"])
        ]

    class Privacy:
        plain = ("id", "project", "number", "signed_on", "reason", "changes")

    def __str__(self) -> str:
        return str(self.number)
