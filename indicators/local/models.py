"""An indicator of the tenant's own and its versions, in the tenant's schema and nowhere else.

No role but the tenant's may read these tables: what publishes and releases cannot know of them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from indicators.definitions.vocabulary import CountingUnit, Status
from indicators.language.fields import COUNTING_DAYS

# Of a participation everything is known here; objects and companies are declared by hand.
COUNTED_UNITS = (CountingUnit.PARTICIPATION, CountingUnit.PERSON)


class LocalIndicator(models.Model):
    """What makes it this indicator and no other; what it counts is in its versions.

    The number is below zero, where no shared definition has one, and so is the code that pages
    call it by: shared codes have no hyphen.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.SmallIntegerField(unique=True)
    name_pl = models.CharField(_("name in Polish"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    short_name_pl = models.CharField(_("short name in Polish"), max_length=80)
    short_name_en = models.CharField(_("short name in English"), max_length=80)
    unit = models.CharField(_("unit of measure"), max_length=20)
    counting_unit = models.CharField(
        _("what is counted"), max_length=20, choices=[(u.value, u.label) for u in COUNTED_UNITS]
    )
    counts_on = models.CharField(_("day it counts on"), max_length=20)
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "local_indicator"
        ordering = ("-number",)
        constraints = [
            models.CheckConstraint(
                name="local_indicators_have_numbers_below_zero", condition=Q(number__lt=0)
            ),
            models.CheckConstraint(
                name="local_indicator_speaks_known_words",
                condition=Q(counting_unit__in=[unit.value for unit in COUNTED_UNITS])
                & Q(counts_on__in=list(COUNTING_DAYS)),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "number",
            "name_pl",
            "name_en",
            "short_name_pl",
            "short_name_en",
            "unit",
            "counting_unit",
            "counts_on",
            "made_at",
            "withdrawn_at",
        )

    def __str__(self) -> str:
        return self.short_name

    @property
    def code(self) -> str:
        return f"LOKALNY-{-self.number}"

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_pl

    @property
    def short_name(self) -> str:
        return self.short_name_en if get_language() == "en" else self.short_name_pl

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class LocalVersion(models.Model):
    """Whom the indicator counts from a day on; a published version never changes."""

    Status = Status

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey(LocalIndicator, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    effective_from = models.DateField()
    rule = models.JSONField()
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=160, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        db_table = "local_version"
        ordering = ("indicator", "number")
        constraints = [
            models.UniqueConstraint(
                name="local_version_numbers_do_not_repeat", fields=["indicator", "number"]
            ),
            models.UniqueConstraint(
                name="one_local_draft_at_a_time",
                fields=["indicator"],
                condition=Q(status=Status.DRAFT),
            ),
            models.UniqueConstraint(
                name="one_published_local_version_from_a_day",
                fields=["indicator", "effective_from"],
                condition=Q(status=Status.PUBLISHED),
            ),
            models.CheckConstraint(
                name="a_published_local_version_says_when",
                condition=Q(status=Status.DRAFT, published_at=None)
                | Q(status=Status.PUBLISHED, published_at__isnull=False),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "indicator",
            "number",
            "status",
            "effective_from",
            "rule",
            "published_at",
            "published_by",
            "note",
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} v{self.number}"
