"""A definition and its versions. What counts lives here once, and nowhere else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from indicators.definitions import vocabulary as words

RATE = Q(kind=words.Kind.RATE)
COUNTED = ~Q(counts_on="")


class Definition(models.Model):
    """An indicator by its code; what it counts is in its versions.

    What makes it another indicator stands here and never changes: its number, the day it counts on,
    the unit it counts. Without `counts_on` nothing counts it: a rate is two others beside each
    other, and values of the rest are declared by hand.
    """

    Kind = words.Kind

    code = models.CharField(primary_key=True, max_length=40)
    # What facts keep instead of the code; below zero are the local ones of a tenant.
    number = models.SmallIntegerField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    family = models.CharField(max_length=12, choices=words.Family.choices)
    kind = models.CharField(max_length=10, choices=words.Kind.choices)
    rule_set = models.CharField(max_length=5, choices=words.RuleSet.choices, blank=True)
    name_pl = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    short_name_pl = models.CharField(max_length=80)
    short_name_en = models.CharField(max_length=80)
    unit = models.CharField(max_length=20)
    counting_unit = models.CharField(max_length=20, choices=words.CountingUnit.choices)
    counts_on = models.CharField(max_length=20, blank=True)
    adds_over_time = models.CharField(max_length=20, choices=words.OverTime.choices)
    adds_over_units = models.CharField(max_length=20, choices=words.OverUnits.choices)
    breakdowns = ArrayField(models.CharField(max_length=20), default=list)
    # Whoever is counted has a trait of article 9 of RODO: small counts are guarded more.
    is_special = models.BooleanField(default=False)
    # How long after leaving the result may be observed: days or months, or nothing is awaited.
    window_days = models.PositiveSmallIntegerField(null=True, blank=True)
    window_months = models.PositiveSmallIntegerField(null=True, blank=True)
    # Codes of the two indicators that a rate sets beside each other.
    numerator_code = models.CharField(max_length=40, blank=True)
    denominator_code = models.CharField(max_length=40, blank=True)
    source = models.TextField()
    checked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "definition"
        ordering = ("position",)
        constraints = [
            models.CheckConstraint(
                name="shared_definitions_have_numbers_above_zero",
                condition=Q(number__gt=0),
            ),
            models.CheckConstraint(
                name="definition_speaks_known_words",
                condition=Q(family__in=words.Family.values)
                & Q(kind__in=words.Kind.values)
                & Q(rule_set__in=["", *words.RuleSet.values])
                & Q(counting_unit__in=words.CountingUnit.values)
                & Q(adds_over_time__in=words.OverTime.values)
                & Q(adds_over_units__in=words.OverUnits.values),
            ),
            models.CheckConstraint(
                name="a_rate_is_two_indicators_and_adds_nowhere",
                condition=(~RATE & Q(numerator_code="", denominator_code=""))
                | (
                    RATE
                    & ~Q(numerator_code="")
                    & ~Q(denominator_code="")
                    & Q(counts_on="", adds_over_time="none", adds_over_units="none")
                ),
            ),
            models.CheckConstraint(
                name="entities_are_declared_by_hand",
                condition=~Q(counting_unit=words.CountingUnit.ENTITY) | ~COUNTED,
            ),
            models.CheckConstraint(
                name="a_window_is_of_days_or_of_months_and_counted",
                condition=Q(window_days=None, window_months=None)
                | (COUNTED & (Q(window_days=None) | Q(window_months=None))),
            ),
        ]

    class Privacy:
        plain = (
            "code",
            "number",
            "position",
            "family",
            "kind",
            "rule_set",
            "name_pl",
            "name_en",
            "short_name_pl",
            "short_name_en",
            "unit",
            "counting_unit",
            "counts_on",
            "adds_over_time",
            "adds_over_units",
            "breakdowns",
            "is_special",
            "window_days",
            "window_months",
            "numerator_code",
            "denominator_code",
            "source",
            "checked_by",
        )

    class Grants:
        # What the metropolis defines itself, and no other row (migration 0006).
        web = "read append"
        tenants = "read"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_pl

    @property
    def awaits(self) -> bool:
        """Whether a result may still come after leaving, within a window."""
        return self.window_days is not None or self.window_months is not None

    @property
    def short_name(self) -> str:
        return self.short_name_en if get_language() == "en" else self.short_name_pl

    @property
    def is_counted(self) -> bool:
        """Whether a rule counts it; a rate and what is declared by hand have none."""
        return self.counts_on != ""


class Version(models.Model):
    """What a definition counts from a day on; a published version never changes.

    The rule is null where nothing is counted: such a version says from when the definition is used.
    """

    Status = words.Status

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=9, choices=words.Status.choices, default=words.Status.DRAFT
    )
    effective_from = models.DateField()
    rule = models.JSONField(null=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=160, blank=True)
    # What changed and why, or what whoever declares a value should know.
    note = models.TextField(_("note"), blank=True)

    class Meta:
        db_table = "definition_version"
        ordering = ("definition", "number")
        constraints = [
            models.UniqueConstraint(
                name="version_numbers_do_not_repeat", fields=["definition", "number"]
            ),
            models.UniqueConstraint(
                name="one_published_version_from_a_day",
                fields=["definition", "effective_from"],
                condition=Q(status=words.Status.PUBLISHED),
            ),
            models.CheckConstraint(
                name="what_is_published_says_when",
                condition=Q(status=words.Status.DRAFT, published_at=None)
                | Q(status=words.Status.PUBLISHED, published_at__isnull=False),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "definition",
            "number",
            "status",
            "effective_from",
            "rule",
            "published_at",
            "published_by",
            "note",
        )

    class Grants:
        # Drafts alone: the database itself keeps the web from a published one (migration 0005).
        web = "read write delete"
        tenants = "read"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.definition_id} v{self.number}"
