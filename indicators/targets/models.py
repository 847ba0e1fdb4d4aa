"""Targets by cell in versions: of a project as its agreement has them, or of the whole unit."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from indicators.targets.entries import TargetEntry
from projects.agreements.models import Amendment, Project


class TargetCells(models.Model):
    """How many people one indicator shall reach; a cell that nobody set is null."""

    # A code of a shared definition: no foreign key leaves a tenant's schema.
    definition_code = models.CharField(max_length=40)
    # Empty for all the people of the indicator.
    subset = models.CharField(max_length=20, blank=True, default="", db_default="")
    total_count = models.PositiveIntegerField(_("total"), null=True, blank=True)
    women_count = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men_count = models.PositiveIntegerField(_("men"), null=True, blank=True)
    invented = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    CELLS = (
        "definition_code",
        "subset",
        "total_count",
        "women_count",
        "men_count",
        "invented",
    )

    class Meta:
        abstract = True

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


class TargetPeriod(models.Model):
    """A named stretch of time with a plan of its own: of a project, or of the unit without one.

    The plan is what the period itself shall bring, and has nothing to do with the sum of others.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, null=True, related_name="target_periods"
    )
    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "target_period"
        ordering = ("starts_on", "ends_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_plan_per_name",
                fields=["project", "name"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_plan_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A period cannot end before it starts."),
            ),
        ]

    class Privacy:
        plain = ("id", "project", "name", "starts_on", "ends_on", "withdrawn_at")

    def __str__(self) -> str:
        return self.name


class TargetChange(models.Model):
    """One time that targets were set: why, when and by whom; without a project, the unit's own."""

    class Why(models.TextChoices):
        FIRST = "FIRST", _("as first set")
        AMENDMENT = "AMENDMENT", _("by an amendment")
        CORRECTION = "CORRECTION", _("correction of a mistake")
        DECISION = "DECISION", _("by a decision of the unit")
        PLAN = "PLAN", _("plan of a period")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, null=True, related_name="target_changes"
    )
    why = models.CharField(max_length=10, choices=Why.choices)
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, related_name="target_changes"
    )
    reason = models.CharField(max_length=300, blank=True)
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "target_change"
        ordering = ("-set_at", "-id")

    class Privacy:
        plain = ("id", "project", "why", "amendment", "reason", "set_at", "set_by")

    def __str__(self) -> str:
        return f"{self.why} {self.set_at:%Y-%m-%d}"


class Target(TargetCells):
    """One version of a target; never changed afterwards. All cells null: taken away from then on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    change = models.ForeignKey(TargetChange, on_delete=models.CASCADE, related_name="targets")
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, null=True, related_name="targets"
    )
    # None is the final target: the whole time of the project.
    period = models.ForeignKey(
        TargetPeriod, on_delete=models.CASCADE, null=True, related_name="targets"
    )
    # None: from the signing of the agreement.
    valid_from = models.DateField(null=True)
    # The one that brought the value; withdrawn, it takes the value along.
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, related_name="targets"
    )

    class Meta:
        db_table = "target"
        constraints = [
            models.UniqueConstraint(
                name="one_version_of_a_target_per_change",
                fields=["change", "definition_code", "subset", "period"],
                nulls_distinct=False,
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
            "change",
            "project",
            "period",
            "valid_from",
            "amendment",
            *TargetCells.CELLS,
        )


class TargetInForce(TargetCells):
    """The version of each target that holds; a view, so that pages and publishing read the same.

    One that was taken away is among them, with all its cells null.
    """

    id = models.UUIDField(primary_key=True)
    project = models.ForeignKey(
        Project, on_delete=models.DO_NOTHING, null=True, related_name="targets_in_force"
    )
    period = models.ForeignKey(
        TargetPeriod, on_delete=models.DO_NOTHING, null=True, related_name="targets_in_force"
    )
    period_name = models.CharField(max_length=80, null=True)  # noqa: DJ001 - null is no period
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    amendment_id = models.UUIDField(null=True)

    class Meta:
        managed = False
        db_table = "target_in_force"

    class Privacy:
        plain = (
            "id",
            "project",
            "period",
            "period_name",
            "starts_on",
            "ends_on",
            "valid_from",
            "amendment_id",
            *TargetCells.CELLS,
        )

    class Grants:
        own = "read"
        publishing = "read"
