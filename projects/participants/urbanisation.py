"""Names and DEGURBA of many gminy on many days at once, by the official lists that are loaded."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from territory.models import Unit, UrbanisationDegree


class Degrees:
    """Reads everything once; `of` is None for whatever no list in force names."""

    def __init__(self, gminas: Iterable[str]) -> None:
        lists = UrbanisationDegree.objects.order_by("valid_from").values("valid_from")
        naming = UrbanisationDegree.objects.filter(gmina=OuterRef("pk")).order_by("valid_from")
        gminy = Unit.objects.filter(pk__in=set(gminas)).annotate(
            lists=ArraySubquery(lists.distinct()),
            days=ArraySubquery(naming.values("valid_from")),
            degrees=ArraySubquery(naming.values("degree")),
        )
        self.lists: list[date] = []
        self.names: dict[str, str] = {}
        self.named: dict[tuple[str, date], int] = {}
        for gmina in gminy:
            self.lists = gmina.lists
            self.names[gmina.pk] = gmina.display_name
            for day, degree in zip(gmina.days, gmina.degrees, strict=True):
                self.named[gmina.pk, day] = degree

    def of(self, gmina: str, day: date) -> int | None:
        """The degree by the list in force on a day; an older list never fills a gap."""
        place = bisect_right(self.lists, day)
        return self.named.get((gmina, self.lists[place - 1])) if place else None
