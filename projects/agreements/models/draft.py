"""A project that is being entered: what somebody typed so far, step by step."""

from django.db import models

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models.project import Project


class ProjectDraft(models.Model):
    """Nothing of it is a project yet; `answers` maps a step to its fields as they were typed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    earlier_edition = models.ForeignKey(
        Project, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answers = models.JSONField(default=dict)
    step = models.CharField(max_length=20, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "project_draft"
        ordering = ("-changed_at", "id")

    class Privacy:
        plain = ("id", "member", "earlier_edition", "answers", "step", "begun_at", "changed_at")

    def __str__(self) -> str:
        return str(self.pk)
