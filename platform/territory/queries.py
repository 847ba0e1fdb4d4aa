"""What can be asked about territory."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from territory import tiles
from territory.models import BoundarySet, Unit, UrbanisationDegree

GMINA_KINDS = (Unit.Kind.URBAN, Unit.Kind.RURAL, Unit.Kind.URBAN_RURAL)


def nine_units() -> QuerySet[Unit]:
    """The three cities and six powiats of the programme's area."""
    return Unit.objects.filter(code__in=tiles.UNITS).order_by("kind", "name")


def gminy(within: str = "") -> QuerySet[Unit]:
    """The gminy of a four-digit unit, or all of the area's."""
    found = Unit.objects.filter(kind__in=GMINA_KINDS, valid_to=None).order_by("name", "code")
    return found.filter(parent_code=within) if within else found


def degurba_of(gmina: str, on: date) -> int | None:
    """The degree of urbanisation (1, 2 or 3) of a gmina on a day; None is unknown."""
    return degurba_of_many([gmina], on)[gmina]


def degurba_of_many(gminy: Iterable[str], on: date) -> dict[str, int | None]:
    """The degree of each of these gminy on a day, by the list then in force; None is unknown."""
    wanted = set(gminy)
    lists = UrbanisationDegree.objects.filter(valid_from__lte=on)
    in_force = lists.order_by("-valid_from").values("valid_from")[:1]
    named = UrbanisationDegree.objects.filter(valid_from=in_force, gmina__in=wanted)
    known = dict(named.values_list("gmina", "degree"))
    return {gmina: known.get(gmina) for gmina in wanted}


def borders(level: str, on: date) -> BoundarySet | None:
    """The set in force on a day with its outlines; before the first set, that one stands for it."""
    sets = BoundarySet.objects.filter(level=level).prefetch_related("outlines")
    in_force = sets.filter(valid_from__lte=on).order_by("-valid_from").first()
    return in_force or sets.order_by("valid_from").first()


def bordered_levels() -> set[str]:
    """The levels of which any borders are loaded."""
    return set(BoundarySet.objects.values_list("level", flat=True).distinct())


def names_of(level: str) -> dict[str, str]:
    """The units that a map of this level shows, by their codes on it."""
    digits = 4 if level == tiles.POWIAT else 6
    listed = nine_units() if level == tiles.POWIAT else gminy()
    return {
        unit.code[:digits]: unit.name
        for unit in listed
        if unit.code[:digits] in tiles.PLACES[level]
    }
