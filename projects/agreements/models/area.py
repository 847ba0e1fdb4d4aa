"""Revitalisation areas as a council's resolution lists them: streets and ranges of numbers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from projects.agreements.rules import streets


class RevitalisationArea(models.Model):
    """One area of one gmina; `gmina` is its TERYT code, `valid_to` the last day it holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gmina = models.CharField(_("gmina"), max_length=7)
    place = models.CharField(_("town or village"), max_length=80, blank=True)
    name = models.CharField(_("name of the area"), max_length=160)
    source = models.TextField(_("resolution"))
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "revitalisation_area"
        ordering = ("name", "-valid_from", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_area_per_name_and_first_day", fields=["gmina", "name", "valid_from"]
            ),
            models.CheckConstraint(
                name="area_is_valid_forwards",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    class Privacy:
        plain = ("id", "gmina", "place", "name", "source", "valid_from", "valid_to", "version")

    def __str__(self) -> str:
        return self.name


class StreetRange(models.Model):
    """One entry of the list; empty numbers mean that the street has no bound on that side."""

    class Parity(models.TextChoices):
        ALL = streets.Parity.ALL, _("all numbers")
        ODD = streets.Parity.ODD, _("odd numbers")
        EVEN = streets.Parity.EVEN, _("even numbers")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = models.ForeignKey(RevitalisationArea, on_delete=models.CASCADE, related_name="ranges")
    position = models.PositiveSmallIntegerField()
    street = models.CharField(_("street"), max_length=120)
    first = models.CharField(_("from number"), max_length=8, blank=True)
    last = models.CharField(_("to number"), max_length=8, blank=True)
    parity = models.CharField(max_length=4, choices=Parity.choices, default=Parity.ALL)

    class Meta:
        db_table = "street_range"
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(name="one_range_per_position", fields=["area", "position"])
        ]

    class Privacy:
        plain = ("id", "area", "position", "street", "first", "last", "parity")

    def __str__(self) -> str:
        return " ".join(filter(None, (self.street, self.first, self.last)))
