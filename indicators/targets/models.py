"""Targets by cell, as the agreement has them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from projects.agreements.models import Project


class Target(models.Model):
    """How many people one indicator of one project shall reach; a cell nobody set is null."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="targets")
    # A code of a shared definition: no foreign key leaves a tenant's schema.
    definition_code = models.CharField(max_length=40)
    total_count = models.PositiveIntegerField(_("total"), null=True, blank=True)
    women_count = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men_count = models.PositiveIntegerField(_("men"), null=True, blank=True)
    invented = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        db_table = "target"
        constraints = [
            models.UniqueConstraint(
                name="one_target_per_indicator", fields=["project", "definition_code"]
            ),
            models.CheckConstraint(
                name="women_and_men_make_the_total",
                condition=Q(women_count=None)
                | Q(men_count=None)
                | Q(total_count=F("women_count") + F("men_count")),
                violation_error_message=_("Women and men must make up the total."),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "definition_code",
            "total_count",
            "women_count",
            "men_count",
            "invented",
        )

    class Grants:
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.definition_code}: {self.total_count}"
