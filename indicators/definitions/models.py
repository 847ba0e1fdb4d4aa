"""A definition and its versions. What counts lives here once, and nowhere else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.ids import new_id


class Definition(models.Model):
    """An indicator by its code; what it counts is in its versions."""

    class Kind(models.TextChoices):
        OUTPUT = "output", _("output")
        RESULT = "result", _("immediate result")

    code = models.CharField(primary_key=True, max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name_pl = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    short_name_pl = models.CharField(max_length=80)
    short_name_en = models.CharField(max_length=80)
    unit = models.CharField(max_length=20)
    counting_unit = models.CharField(max_length=20)
    adds_over_time = models.CharField(max_length=20)
    adds_over_units = models.CharField(max_length=20)
    breakdowns = ArrayField(models.CharField(max_length=20), default=list)
    source = models.TextField()
    checked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "definition"
        ordering = ("position",)

    class Privacy:
        plain = (
            "code",
            "position",
            "kind",
            "name_pl",
            "name_en",
            "short_name_pl",
            "short_name_en",
            "unit",
            "counting_unit",
            "adds_over_time",
            "adds_over_units",
            "breakdowns",
            "source",
            "checked_by",
        )

    class Grants:
        web = "read"
        tenants = "read"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_pl

    @property
    def short_name(self) -> str:
        return self.short_name_en if get_language() == "en" else self.short_name_pl


class Version(models.Model):
    """What a definition counts from a day on; a published version never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    effective_from = models.DateField()
    rule = models.JSONField()
    counts_on = models.CharField(max_length=20)
    window_days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "definition_version"
        ordering = ("definition", "number")
        constraints = [
            models.UniqueConstraint(
                name="version_numbers_do_not_repeat", fields=["definition", "number"]
            )
        ]

    class Privacy:
        plain = (
            "id",
            "definition",
            "number",
            "effective_from",
            "rule",
            "counts_on",
            "window_days",
        )

    class Grants:
        web = "read"
        tenants = "read"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.definition_id} v{self.number}"
