"""What a part of the agreement said before it was set anew: tasks, a partner, the target group."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.days import warsaw_day
from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models.amendment import Amendment
from projects.agreements.models.project import Project


class AgreementVersion(models.Model):
    """One time that a part was set anew; `before` and `after` are that part as nested mappings.

    Ids of areas and projects stand in them as text: a name may change, what was meant does not.
    """

    class Kind(models.TextChoices):
        TASKS = "TASKS", _("tasks and budgets")
        PARTNER = "PARTNER", _("partner")
        TARGET_GROUP = "TARGET_GROUP", _("who it is for")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, related_name="versions"
    )
    before = models.JSONField()
    after = models.JSONField()
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "agreement_version"
        ordering = ("-set_at", "-id")

    class Privacy:
        plain = ("id", "project", "kind", "amendment", "before", "after", "set_at", "set_by")

    def __str__(self) -> str:
        return f"{self.kind} {self.holds_from:%Y-%m-%d}"

    @property
    def holds_from(self) -> date:
        """The day of the amendment that brought it, and without one the day it was set."""
        return self.amendment.signed_on if self.amendment else warsaw_day(self.set_at)
