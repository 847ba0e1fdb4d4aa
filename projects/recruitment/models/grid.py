"""A scoring grid: its versions, criteria and the bands or answers of a criterion."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from projects.recruitment import vocabulary as words
from projects.recruitment.models.round import Recruitment


def amount(label: Any, **facts: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=6, decimal_places=2, **facts)


def edge(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=8, decimal_places=2, null=True, blank=True)


class Grid(models.Model):
    """One version of a round's grid. It is frozen by the first score, and a new version follows.

    `in_force_at` is empty while a new version is being prepared; the latest in force decides.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recruitment = models.ForeignKey(Recruitment, on_delete=models.CASCADE, related_name="grids")
    version_no = models.PositiveSmallIntegerField()
    source = models.TextField(_("where it comes from"), blank=True)
    in_force_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recruitment_grid"
        ordering = ("-version_no",)
        constraints = [
            models.UniqueConstraint(
                name="one_version_of_a_grid", fields=["recruitment", "version_no"]
            )
        ]

    class Privacy:
        plain = ("id", "recruitment", "version_no", "source", "in_force_at", "frozen_at")

    def __str__(self) -> str:
        return f"{self.recruitment} {self.version_no}"


class Criterion(models.Model):
    """What gives points, or priority above points; `code` follows it through the versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grid = models.ForeignKey(Grid, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=32)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("criterion"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=words.Kind.choices)
    question = models.CharField(_("question on the form"), max_length=200, blank=True)
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    reads = models.CharField(
        _("answer known from"), max_length=20, choices=words.Reads.choices, blank=True
    )
    points = amount(_("points"), null=True, blank=True)
    most_points = amount(_("at most"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    proof = models.CharField(_("proof"), max_length=16, choices=words.Proof.choices, blank=True)

    class Meta:
        db_table = "recruitment_criterion"
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(name="one_criterion_of_a_code", fields=["grid", "code"])
        ]

    class Privacy:
        plain = (
            "id",
            "grid",
            "code",
            "position",
            "name",
            "kind",
            "question",
            "explanation",
            "reads",
            "points",
            "most_points",
            "unit",
            "proof",
        )

    def __str__(self) -> str:
        return self.name


class Band(models.Model):
    """One band of numbers, from `at_least` up to but not including `below`, or one named answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="bands")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(_("name"), max_length=120)
    at_least = edge(_("from"))
    below = edge(_("below"))
    points = amount(_("points"))

    class Meta:
        db_table = "recruitment_band"
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_band_at_a_position", fields=["criterion", "position"]
            ),
            models.CheckConstraint(
                name="band_is_not_empty",
                condition=Q(at_least=None) | Q(below=None) | Q(below__gt=F("at_least")),
            ),
        ]

    class Privacy:
        plain = ("id", "criterion", "position", "label", "at_least", "below", "points")

    def __str__(self) -> str:
        return self.label
