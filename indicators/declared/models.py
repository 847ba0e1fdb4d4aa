"""Declared values, and the view of those that hold."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from indicators.declared.entries import DeclaredEntry
from projects.agreements.models import Project


class Declared(models.Model):
    """What was declared of one indicator and stretch of days; the numbers never change.

    A correction is a row of its own that replaces this one. What ended without another in its
    place was withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="declared")
    # A code of a shared definition: no foreign key leaves a tenant's schema.
    definition_code = models.CharField(max_length=40)
    # None: all there was until the last day.
    starts_on = models.DateField(_("first day"), null=True)
    ends_on = models.DateField(_("last day"))
    total_count = models.PositiveIntegerField(_("total"))
    women_count = models.PositiveIntegerField(_("women"), null=True)
    men_count = models.PositiveIntegerField(_("men"), null=True)
    source = models.CharField(_("source"), max_length=300)
    declared_at = models.DateTimeField(auto_now_add=True)
    declared_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    # Why it replaces the other.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "declared"
        ordering = ("definition_code", "ends_on", "declared_at", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_declared_value_of_the_same_days",
                fields=["project", "definition_code", "starts_on", "ends_on"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="declared_women_and_men_make_the_total",
                condition=Q(women_count=None, men_count=None)
                | Q(
                    women_count__isnull=False,
                    men_count__isnull=False,
                    total_count=F("women_count") + F("men_count"),
                ),
            ),
            models.CheckConstraint(name="what_is_declared_has_a_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="declared_days_run_forwards",
                condition=Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "definition_code",
            "starts_on",
            "ends_on",
            "total_count",
            "women_count",
            "men_count",
            "source",
            "declared_at",
            "declared_by",
            "replaces",
            "reason",
            "ended_at",
        )

    class Grants:
        # It can be ended; a report that names it says for ever what it says.
        own = "read append"
        own_changes = ("ended_at",)

    def __str__(self) -> str:
        return f"{self.definition_code} {self.ends_on:%Y-%m-%d}: {self.total_count}"

    def as_entry(self) -> DeclaredEntry:
        return DeclaredEntry(
            definition_code=self.definition_code,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            total=self.total_count,
            women=self.women_count,
            men=self.men_count,
            source=self.source,
        )


class DeclaredInForce(models.Model):
    """What is declared and holds; a view, so that pages and publishing read the same."""

    id = models.UUIDField(primary_key=True)
    project = models.ForeignKey(Project, on_delete=models.DO_NOTHING, related_name="+")
    definition_code = models.CharField(max_length=40)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField()
    total_count = models.IntegerField()
    women_count = models.IntegerField(null=True)
    men_count = models.IntegerField(null=True)
    source = models.CharField(max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "declared_in_force"

    class Privacy:
        plain = (
            "id",
            "project",
            "definition_code",
            "starts_on",
            "ends_on",
            "total_count",
            "women_count",
            "men_count",
            "source",
            "declared_at",
        )

    class Grants:
        own = "read"
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.ends_on:%Y-%m-%d}: {self.total_count}"
