"""What the pages of the watch are made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboards.watching.sentences import EarlyWarning

ON_TOP = 5


@dataclass(frozen=True)
class Heap:
    """The warnings of one project, unit or tenant, as one card."""

    title: str
    url: str
    unit: str
    warnings: list[EarlyWarning]

    @property
    def tone(self) -> str:
        return "amber" if any(one.tone for one in self.warnings) else ""


def heaps(warnings: Iterable[EarlyWarning], units: dict[str, str]) -> Iterator[Heap]:
    """By what they are about, in the order of the most urgent of each."""
    of_one: dict[tuple[str, str], list[EarlyWarning]] = {}
    for each in warnings:
        of_one.setdefault((each.url, each.title), []).append(each)
    for (url, title), own in of_one.items():
        told = {units.get(own[0].unit_code, ""), own[0].tenant_name} - {"", title}
        yield Heap(title, url, " · ".join(sorted(told)), own)
