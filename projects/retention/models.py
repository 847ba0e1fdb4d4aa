"""That somebody asked to remove the people of a project, who agreed, and how much went."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import Project


def somebody(**facts: bool) -> models.ForeignKey:
    return models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", **facts)


def number() -> models.PositiveIntegerField:
    """So many went; nothing is known of it before it was done."""
    return models.PositiveIntegerField(null=True)


class Removal(models.Model):
    """A request of one person that another one carries out; it stays as the proof of what was done."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="removals")
    # The day and its source as they were when it was asked for.
    retain_until = models.DateField()
    source = models.CharField(max_length=300)
    asked_by = somebody()
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    confirmed_by = somebody(null=True)
    confirmed_at = models.DateTimeField(null=True)
    dropped_by = somebody(null=True)
    dropped_at = models.DateTimeField(null=True)
    people_count = number()
    staying_count = number()
    participations_count = number()
    uncounted_count = number()
    candidates_count = number()
    papers_count = number()
    files_count = number()

    class Meta:
        db_table = "removal"
        ordering = ("-asked_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="nobody_removes_people_alone",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="what_is_removed_was_not_dropped",
                condition=Q(confirmed_at=None) | Q(dropped_at=None),
            ),
            models.CheckConstraint(
                name="what_is_removed_is_counted",
                condition=Q(confirmed_at=None) | Q(participations_count__isnull=False),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "retain_until",
            "source",
            "asked_by",
            "asked_at",
            "expires_on",
            "confirmed_by",
            "confirmed_at",
            "dropped_by",
            "dropped_at",
            "people_count",
            "staying_count",
            "participations_count",
            "uncounted_count",
            "candidates_count",
            "papers_count",
            "files_count",
        )

    class Grants:
        own = "read write"

    def __str__(self) -> str:
        return f"{self.project_id} {self.retain_until:%Y-%m-%d}"

    def waits(self, *, on: date) -> bool:
        """Whether somebody else may still agree."""
        return self.confirmed_at is None and self.dropped_at is None and self.expires_on >= on
