"""What can be asked about deadlines: one question, answered by each subject in one or two queries."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from core.permissions import Actor
from projects.deadlines.items import Item
from projects.deadlines.queries import (
    of_papers,
    of_payrolls,
    of_people,
    of_projects,
    of_rounds,
    of_support,
)
from projects.deadlines.queries.settled import Term, settled_among, settled_terms
from projects.deadlines.rules import Kind
from projects.participants.models import Participation

# What opens before its last day does so within this time.
LOOKED_AHEAD = timedelta(days=120)
Finder = Callable[..., Iterator[Item]]
FINDERS: tuple[Finder, ...] = (
    of_people.due,
    of_papers.due,
    of_support.due,
    of_payrolls.due,
    of_rounds.due,
    of_projects.due,
)


def due_for(by: Actor, on: date, until: date) -> list[Item]:
    """Every term that the actor may see, not yet kept, whose last day is `until` or before.

    In the order of the last day. Terms that have not opened yet are among them: see Item.is_open;
    but not a lack of support, whose day every session moves until it opens.
    """
    found = [item for find in FINDERS for item in find(by, on=on, until=until)]
    return _in_order((item for item in found if item.due.due_on <= until), done=settled_terms())


def due_about(participation: Participation, by: Actor, on: date) -> list[Item]:
    """The terms of one person that are open on the day, in the order of the last day."""
    stay = participation.pk
    found = [
        *of_people.due(by, on=on, until=on + LOOKED_AHEAD, stay=stay),
        *of_papers.due(by, on=on, until=on + LOOKED_AHEAD, stay=stay),
        *of_support.absences(by, on=on, stay=stay),
    ]
    return _in_order(
        (item for item in found if item.is_open), done=settled_among([stay], list(Kind))
    )


def _in_order(items: Iterable[Item], *, done: set[Term]) -> list[Item]:
    """What is not settled, the last day first; equals by name."""
    return sorted(
        (item for item in items if item.term not in done),
        key=lambda item: (
            item.due.due_on,
            item.kind,
            item.person_key,
            item.project,
            item.subject_id,
        ),
    )
