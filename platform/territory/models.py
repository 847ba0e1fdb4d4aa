"""The units of the area, how urban each gmina is by the official list, and where its borders run."""

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


class BoundarySet(models.Model):
    """The borders of one level, from a day to the day of the next set of that level."""

    class Level(models.TextChoices):
        POWIAT = "powiat"
        GMINA = "gmina"

    id = models.BigAutoField(primary_key=True)
    level = models.CharField(max_length=6, choices=Level.choices)
    valid_from = models.DateField()
    # Who published them, when, and what whoever shows them has to say.
    source = models.CharField(max_length=200)
    published_on = models.DateField(null=True)
    licence = models.CharField(max_length=300)
    tolerance_metres = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "territory_boundary_set"
        constraints = [
            models.UniqueConstraint(name="one_set_of_borders_a_day", fields=["level", "valid_from"])
        ]

    class Privacy:
        plain = (
            "id",
            "level",
            "valid_from",
            "source",
            "published_on",
            "licence",
            "tolerance_metres",
            "loaded_at",
        )

    class Grants:
        web = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.level} {self.valid_from}"


class Boundary(models.Model):
    """One unit's border as a map draws it, in steps of ten metres east and south (EPSG:2180)."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="outlines")
    # Four digits of TERYT, or six of a gmina.
    code = models.CharField(max_length=6)
    name = models.CharField(max_length=80)
    path = models.TextField()
    left = models.IntegerField()
    top = models.IntegerField()
    right = models.IntegerField()
    bottom = models.IntegerField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    room = models.PositiveIntegerField()
    # Square metres, before the border was simplified.
    area = models.BigIntegerField()

    class Meta:
        db_table = "territory_boundary"
        constraints = [
            models.UniqueConstraint(name="one_border_of_a_unit_in_a_set", fields=["of", "code"])
        ]

    class Privacy:
        plain = (
            "id",
            "of",
            "code",
            "name",
            "path",
            "left",
            "top",
            "right",
            "bottom",
            "label_x",
            "label_y",
            "room",
            "area",
        )

    class Grants:
        web = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
