"""DEGURBA of many gminy on many days at once, by the official lists that are loaded."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from territory.models import UrbanisationDegree


class Degrees:
    """Reads the lists once; `of` is None for whatever no list in force names."""

    def __init__(self, gminas: Iterable[str]) -> None:
        lists = UrbanisationDegree.objects.order_by("valid_from").values_list("valid_from")
        self.lists = [valid_from for (valid_from,) in lists.distinct()]
        named = UrbanisationDegree.objects.filter(gmina__in=set(gminas)) if self.lists else []
        self.named = {(one.gmina_id, one.valid_from): one.degree for one in named}

    def of(self, gmina: str, day: date) -> int | None:
        """The degree by the list in force on a day; an older list never fills a gap."""
        place = bisect_right(self.lists, day)
        return self.named.get((gmina, self.lists[place - 1])) if place else None
