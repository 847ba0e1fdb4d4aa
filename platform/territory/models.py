"""The units of the area: region, powiaty, cities, gminy, and parts of urban-rural gminy."""

from django.db import models
from django.db.models import F, Q


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
