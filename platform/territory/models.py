"""The units of the area, and how urban each gmina is by the official list."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A TERYT unit. Codes are strings; names repeat (Puck, Tczew, Wejherowo), codes do not."""

    class Kind(models.TextChoices):
        REGION = "wojewodztwo"
        POWIAT = "powiat"
        CITY = "miasto_na_prawach_powiatu"
        URBAN = "gmina_miejska"
        RURAL = "gmina_wiejska"
        URBAN_RURAL = "gmina_miejsko_wiejska"
        TOWN_PART = "miasto_w_gminie_miejsko_wiejskiej"
        RURAL_PART = "obszar_wiejski_w_gminie_miejsko_wiejskiej"

    code = models.CharField(primary_key=True, max_length=7)
    name = models.CharField(max_length=60)
    display_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=50, choices=Kind.choices)
    parent_code = models.CharField(max_length=7, blank=True)
    population_count = models.PositiveIntegerField(null=True)
    population_on = models.CharField(max_length=10, blank=True)
    population_source = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "territory_unit"
        constraints = [
            models.CheckConstraint(
                name="unit_is_valid_forwards",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            )
        ]

    class Privacy:
        plain = (
            "code",
            "name",
            "display_name",
            "kind",
            "parent_code",
            "population_count",
            "population_on",
            "population_source",
            "valid_from",
            "valid_to",
            "source",
        )

    class Grants:
        web = "read"
        tenants = "read"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return self.display_name


class UrbanisationDegree(models.Model):
    """What one official list says of one gmina; a list holds until the day of the next one.

    A gmina that the list in force does not name has no known degree: an older list never fills in.
    """

    class Degree(models.IntegerChoices):
        CITIES = 1, _("cities")
        TOWNS_AND_SUBURBS = 2, _("towns and suburbs")
        RURAL_AREAS = 3, _("rural areas")

    id = models.BigAutoField(primary_key=True)
    gmina = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    degree = models.PositiveSmallIntegerField(choices=Degree.choices)
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "territory_urbanisation_degree"
        constraints = [
            models.UniqueConstraint(name="one_degree_in_a_list", fields=["valid_from", "gmina"]),
            models.CheckConstraint(
                name="degree_of_urbanisation_is_1_2_or_3", condition=Q(degree__in=(1, 2, 3))
            ),
        ]

    class Privacy:
        plain = ("id", "gmina", "degree", "valid_from", "source")

    class Grants:
        web = "read"
        tenants = "read"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.gmina_id}: {self.degree}"
