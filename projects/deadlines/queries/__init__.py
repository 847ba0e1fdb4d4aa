"""What can be asked about deadlines: one question, answered by each subject in one or two queries."""

from collections.abc import Callable, Iterator
from datetime import date

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
from projects.deadlines.queries.settled import settled_terms

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

    In the order of the last day. Terms that have not opened yet are among them: see Item.is_open.
    """
    done = settled_terms()
    found = [item for find in FINDERS for item in find(by, on=on, until=until)]
    return sorted(
        (item for item in found if item.due.due_on <= until and item.term not in done),
        key=lambda item: (
            item.due.due_on,
            item.kind,
            item.person_key,
            item.project,
            item.subject_id,
        ),
    )
