"""From participations to people, in sentences: who came back, and which projects share people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.cells.queries import Overlap
from projects.agreements.models import Project
from ui import formats

MOST_PAIRS = 3
TWICE, THRICE = 2, 3


def sentences(overlap: Overlap, projects: Iterable[Project]) -> list[str]:
    """Nothing where everybody takes part once: then both counts are one and the same."""
    again = {times: people for times, people in overlap.by_times.items() if times > 1}
    if not again:
        return []
    first = _("%(participations)s, %(people)s: %(again)s.") % {
        "participations": _counted(
            ngettext("%(n)s participation", "%(n)s participations", overlap.participations),
            overlap.participations,
        ),
        "people": _counted(
            ngettext("%(n)s person", "%(n)s people", overlap.people), overlap.people
        ),
        "again": ", ".join(_again(times, people) for times, people in sorted(again.items())),
    }
    return [first, *_shared(overlap, {project.pk: str(project) for project in projects})]


def _again(times: int, people: int) -> str:
    # Polish has the verb in three forms, where English has one.
    if times == TWICE:
        text = ngettext("%(n)s took part twice", "%(n)s took part twice", people)
    elif times == THRICE:
        text = ngettext("%(n)s three times", "%(n)s three times", people)
    else:
        text = ngettext(
            "%(n)s took part %(times)s times", "%(n)s took part %(times)s times", people
        )
    return text % {"n": formats.number(people), "times": times}


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


def _counted(text: str, n: int) -> str:
    return text % {"n": formats.number(n)}
