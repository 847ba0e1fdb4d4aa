"""From participations to people, in sentences: who came back, and which projects share people."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from dashboards import coming_back
from indicators.cells.queries import Overlap
from projects.agreements.models import Project
from ui import formats

MOST_PAIRS = 3


def sentences(overlap: Overlap, projects: Iterable[Project]) -> list[str]:
    """Nothing where everybody takes part once: then both counts are one and the same."""
    first = coming_back.sentence(overlap.by_times)
    if not first:
        return []
    return [first, *_shared(overlap, {project.pk: str(project) for project in projects})]


def _shared(overlap: Overlap, names: dict) -> Iterable[str]:
    for pair in overlap.pairs[:MOST_PAIRS]:
        if pair.project_id in names and pair.other_project_id in names:
            text = ngettext(
                "%(one)s and %(other)s share %(n)s person.",
                "%(one)s and %(other)s share %(n)s people.",
                pair.people,
            )
            one, other = sorted([names[pair.project_id], names[pair.other_project_id]])
            yield text % {"one": one, "other": other, "n": formats.number(pair.people)}
