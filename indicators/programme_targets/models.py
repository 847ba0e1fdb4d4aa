"""The programme's own targets in versions, and those that units have beside their projects'."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from indicators.targets.entries import TargetEntry


class ProgrammePeriod(models.Model):
    """A named stretch of time for which the programme has a plan of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "programme_period"
        ordering = ("starts_on", "ends_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_programme_plan_per_name",
                fields=["name"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="a_programme_plan_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A period cannot end before it starts."),
            ),
        ]

    class Privacy:
        plain = ("id", "name", "starts_on", "ends_on", "withdrawn_at")

    class Grants:
        web = "read write"
        metropolis = "read"

    def __str__(self) -> str:
        return self.name


class ProgrammeChange(models.Model):
    """One time that the programme's targets were set: on what ground, when and by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.CharField(_("source"), max_length=300)
    set_at = models.DateTimeField(auto_now_add=True)
    set_by_name = models.CharField(max_length=120)

    class Meta:
        db_table = "programme_change"
        ordering = ("-set_at", "-id")

    class Privacy:
        plain = ("id", "source", "set_at", "set_by_name")

    class Grants:
        web = "read append"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.source} {self.set_at:%Y-%m-%d}"


class ProgrammeTarget(models.Model):
    """One version of a target of the programme; all cells null: taken away from then on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    change = models.ForeignKey(ProgrammeChange, on_delete=models.CASCADE, related_name="targets")
    period = models.ForeignKey(
        ProgrammePeriod, on_delete=models.CASCADE, null=True, related_name="targets"
    )
    valid_from = models.DateField(null=True)
    definition_code = models.CharField(max_length=40)
    subset = models.CharField(max_length=20, blank=True, default="")
    total_count = models.PositiveIntegerField(_("total"), null=True, blank=True)
    women_count = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men_count = models.PositiveIntegerField(_("men"), null=True, blank=True)
    invented = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        db_table = "programme_target"
        constraints = [
            models.UniqueConstraint(
                name="one_version_of_a_programme_target_per_change",
                fields=["change", "definition_code", "subset", "period"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="programme_women_and_men_make_the_total",
                condition=Q(women_count=None)
                | Q(men_count=None)
                | Q(total_count=F("women_count") + F("men_count")),
                violation_error_message=_("Women and men must make up the total."),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "change",
            "period",
            "valid_from",
            "definition_code",
            "subset",
            "total_count",
            "women_count",
            "men_count",
            "invented",
        )

    class Grants:
        web = "read append"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.subset}: {self.total_count}"

    def as_entry(self) -> TargetEntry:
        return TargetEntry(
            definition_code=self.definition_code,
            subset=self.subset,
            total=self.total_count,
            women=self.women_count,
            men=self.men_count,
            invented=tuple(self.invented),
        )


class UnitTargets(models.Model):
    """What a tenant set for itself, as publishing told it; the form is that of a project's card."""

    tenant_id = models.IntegerField(primary_key=True)
    tenant_name = models.CharField(max_length=120)
    unit_code = models.CharField(max_length=4)
    targets = models.JSONField(default=dict)

    class Meta:
        db_table = "unit_targets"

    class Privacy:
        plain = ("tenant_id", "tenant_name", "unit_code", "targets")

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return self.tenant_name
